from django.urls import path

from panah.web.numbers import views

urlpatterns = [path("numbers/", views.numbers, name="numbers")]
