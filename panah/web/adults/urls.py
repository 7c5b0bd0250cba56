from django.urls import path

from panah.web.adults import editing, pairs, views

urlpatterns = [
    path("adults/", views.adult_list, name="adult-list"),
    path("adults/new/", editing.new, name="adult-entry-new"),
    path("adults/same/", pairs.pairs, name="adult-same"),
    path("adults/same/<str:code>/", pairs.pair, name="adult-pair"),
    path("adults/same/<str:code>/back/", pairs.back, name="adult-pair-back"),
    path("adults/<str:code>/", views.adult, name="adult-entry"),
    path("adults/<str:code>/contact/", views.contact, name="adult-entry-contact"),
    path("adults/<str:code>/change/", editing.change, name="adult-entry-change"),
    path("adults/<str:code>/left/", editing.left, name="adult-entry-left"),
    path("adults/<str:code>/compare/", pairs.compare, name="adult-entry-compare"),
    path("adults/<str:code>/stop/", editing.stop, name="adult-entry-stop"),
    path("adults/<str:code>/forget/", editing.forget, name="adult-entry-forget"),
]
