from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.i18n import set_language

from panah.foundation.security.pages import public


@public("leads to the first page in the visitor's language")
def root(request: HttpRequest) -> HttpResponse:
    return redirect("home")


urlpatterns = [
    path("", root, name="root"),
    path(
        "language/", public("chooses the language of pages whose address has none")(set_language), name="set_language"
    ),
]
