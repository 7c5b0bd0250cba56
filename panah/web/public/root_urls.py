from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path

from panah.foundation.security.pages import public
from panah.web.public.write import poster_door


@public("leads to the first page in the visitor's language")
def root(request: HttpRequest) -> HttpResponse:
    return redirect("home")


urlpatterns = [
    path("", root, name="root"),
    path("q/<str:code>/", poster_door, name="poster-door"),
]
