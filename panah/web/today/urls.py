from django.urls import path

from panah.web.today import views

urlpatterns = [path("", views.today, name="today")]
