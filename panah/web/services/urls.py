from django.urls import path

from panah.web.services import views

urlpatterns = [
    path("providers/", views.provider_list, name="provider-list"),
    path("providers/<str:code>/", views.provider, name="provider"),
    path("providers/<str:code>/confirm/", views.provider_confirm, name="provider-confirm"),
]
