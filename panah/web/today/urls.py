from django.urls import path

from panah.web.today import views

urlpatterns = [
    path("", views.today, name="today"),
    path("remind/<uuid:timer_id>/", views.remind, name="today-remind"),
]
