from django.urls import path

from panah.web.calendar import views

urlpatterns = [
    path("calendar/", views.calendar, name="calendar"),
    path("calendar/day/", views.change, name="calendar-day"),
    path("calendar/<slug:day>/restore/", views.restore, name="calendar-restore"),
]
