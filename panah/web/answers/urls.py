from django.urls import path

from panah.web.answers import views

urlpatterns = [path("<str:token>/", views.answer_link, name="answer-link")]
