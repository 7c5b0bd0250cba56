from django.urls import path

from panah.web.training.public import room_door

urlpatterns = [path("in/<str:token>/", room_door, name="room-door")]
