from django.urls import path

from panah.web.find import views

urlpatterns = [
    path("find/", views.find, name="find"),
    path("find/typed/", views.typed, name="find-typed"),
]
