from django.urls import path

from panah.web.find import views

urlpatterns = [path("find/", views.find, name="find")]
