from django.urls import path

from panah.web.library.views import open_edition, open_item, open_list

urlpatterns = [
    path("library/", open_list, name="public-library"),
    path("library/<str:code>/", open_item, name="public-library-item"),
    path("library/<str:code>/<uuid:edition_id>/", open_edition, name="public-library-edition"),
]
