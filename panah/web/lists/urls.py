from django.urls import path

from panah.web.lists import views

urlpatterns = [
    path("lists/", views.own_lists, name="own-lists"),
    path("lists/done/<str:code>/", views.done, name="list-done"),
    path("lists/<str:code>/columns/", views.columns, name="list-columns"),
    path("lists/<str:code>/preview/", views.preview, name="list-preview"),
    path("lists/<str:code>/rows/", views.how_far, name="list-how-far"),
    path("lists/<str:code>/drop/", views.drop, name="list-drop"),
]
