from django.urls import path

from panah.web.concerns import counting, night, posters, reading, telling, views

urlpatterns = [
    path("concerns/", views.concern_list, name="concern-list"),
    path("concerns/count/", counting.concern_count, name="concern-count"),
    path("concerns/count/undo/", counting.concern_count_undo, name="concern-count-undo"),
    path("concerns/<str:code>/", reading.concern, name="concern"),
    path("concerns/<str:code>/show/", reading.concern_show, name="concern-show"),
    path("concerns/<str:code>/take/", views.concern_take, name="concern-take"),
    path("concerns/<str:code>/read/", views.concern_read, name="concern-read"),
    path("concerns/<str:code>/talk/", views.concern_talk, name="concern-talk"),
    path("concerns/<str:code>/information/", views.concern_information, name="concern-information"),
    path("concerns/<str:code>/aside/", views.concern_aside, name="concern-aside"),
    path("concerns/<str:code>/night/", night.concern_night, name="concern-night"),
    path("concerns/<str:code>/guardian/", night.concern_guardian, name="concern-guardian"),
    path("concerns/<str:code>/sentence/", telling.concern_sentence, name="concern-sentence"),
    path("concerns/<str:code>/sentence/back/", telling.concern_sentence_back, name="concern-sentence-back"),
    path("posters/", posters.poster_list, name="poster-list"),
    path("posters/<str:code>/", posters.poster, name="poster"),
    path("posters/<str:code>/print/", posters.poster_print, name="poster-print"),
    path("posters/<str:code>/end/", posters.poster_end, name="poster-end"),
]
