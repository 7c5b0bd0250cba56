from django.urls import path

from panah.web.training import own, public

urlpatterns = [
    path("learn/", public.learn, name="learn"),
    path("learn/in/<str:token>/", public.check_in, name="learn-check-in"),
    path("learn/mine/<str:token>/", own.own, name="learn-own"),
    path("learn/<str:token>/", public.enrol, name="learn-enrol"),
    path("learn/<str:token>/<str:what>/", public.arrived, name="learn-arrived"),
]
