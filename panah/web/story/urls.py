from django.urls import path

from panah.web.story import views

urlpatterns = [
    path("c/<str:code>/told/", views.told, name="case-told"),
    path("c/<str:code>/told/interview/", views.interview, name="case-interview"),
    path("told/<uuid:told_id>/back/", views.told_back, name="told-back"),
    path("interviews/<uuid:interview_id>/back/", views.interview_back, name="interview-back"),
    path("c/<str:code>/papers/", views.papers, name="case-papers"),
    path("c/<str:code>/papers/new/", views.track_new, name="case-track-new"),
    path("papers/track/<uuid:paper_id>/", views.track, name="case-track"),
    path("papers/<uuid:paper_id>/", views.paper, name="case-paper"),
    path("c/<str:code>/letters/", views.letters, name="case-letters"),
    path("c/<str:code>/letters/<slug:kind>/", views.letter_new, name="case-letter-new"),
    path("letters/<str:number>/", views.letter, name="letter"),
    path("letters/<str:number>/pdf/", views.letter_pdf, name="letter-pdf"),
    path("letters/<str:number>/back/", views.letter_back, name="letter-back"),
]
