from django.urls import path

from panah.web.requests import views

urlpatterns = [
    path("requests/", views.request_list, name="authority-request-list"),
    path("requests/new/", views.new, name="authority-request-new"),
    path("requests/<str:code>/", views.authority_request, name="authority-request"),
    path("requests/<str:code>/decide/", views.decide, name="authority-request-decide"),
    path("requests/<str:code>/given/", views.given, name="authority-request-given"),
]
