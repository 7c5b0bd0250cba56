from django.urls import path

from panah.web.services import views

urlpatterns = [
    path("providers/", views.provider_list, name="provider-list"),
    path("providers/new/", views.provider_new, name="provider-new"),
    path("providers/<str:code>/", views.provider, name="provider"),
    path("providers/<str:code>/change/", views.provider_change, name="provider-change"),
    path("providers/<str:code>/changes/", views.provider_changes, name="provider-changes"),
    path("providers/<str:code>/confirm/", views.provider_confirm, name="provider-confirm"),
    path("providers/<str:code>/keep/", views.provider_look_after, name="provider-look-after"),
    path("providers/<str:code>/link/", views.provider_link, name="provider-link"),
    path("providers/<str:code>/retire/", views.provider_retire, name="provider-retire"),
]
