from django.urls import path

from panah.web.training.testing import asking, sitting

urlpatterns = [
    path("q/test/<str:token>/", sitting.sit, name="training-test-sit"),
    path("q/practice/<str:token>/", asking.answer, name="practice-answer"),
]
