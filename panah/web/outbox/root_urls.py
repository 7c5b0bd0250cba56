from django.urls import path

from panah.web.outbox.views import take_post, worker

urlpatterns = [
    path("post/", take_post, name="post"),
    path("worker.js", worker, name="outbox-worker"),
]
