from django.urls import path

from panah.web.today import first_steps, views

urlpatterns = [
    path("", views.today, name="today"),
    path("remind/<uuid:timer_id>/", views.remind, name="today-remind"),
    path("first-steps/", first_steps.first_steps, name="first-steps"),
    path("first-steps/hide/", first_steps.hide, name="first-steps-hide"),
]
