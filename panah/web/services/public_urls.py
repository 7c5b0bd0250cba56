from django.urls import path

from panah.web.services import views

urlpatterns = [path("<str:token>/", views.directory_link, name="directory-link")]
