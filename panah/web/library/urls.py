from django.urls import path

from panah.web.library import views

urlpatterns = [
    path("library/", views.item_list, name="library"),
    path("library/find/", views.find, name="library-find"),
    path("library/new/", views.new, name="library-new"),
    path("library/<str:code>/", views.item, name="library-item"),
    path("library/<str:code>/change/", views.change, name="library-change"),
    path("library/<str:code>/version/", views.version_new, name="library-version"),
    path("library/<str:code>/language/", views.language_add, name="library-language"),
    path("library/<str:code>/approve/", views.approve, name="library-approve"),
    path("library/<str:code>/withdraw/", views.withdraw, name="library-withdraw"),
    path("library/<str:code>/restore/", views.restore, name="library-restore"),
    path("library/<str:code>/compare/<int:older>/<int:newer>/", views.compare, name="library-compare"),
    path("library/<str:code>/read/<uuid:edition_id>/", views.edition, name="library-edition"),
    path("library/<str:code>/drop/<uuid:edition_id>/", views.edition_drop, name="library-drop"),
    path("library/<str:code>/use/<int:number>/<slug:kind>/", views.use, name="library-use"),
    path("library/<str:code>/unused/<slug:kind>/", views.unuse, name="library-unuse"),
    path("library/<str:code>/told/", views.told, name="library-told"),
]
