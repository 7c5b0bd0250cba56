from django.urls import path

from panah.web.printing.outings import outing_blank, outing_blank_file
from panah.web.printing.views import case_print

urlpatterns = [
    path("c/<str:code>/print/", case_print, name="case-print"),
    path("paper/outing/", outing_blank, name="outing-blank"),
    path("paper/outing/file/", outing_blank_file, name="outing-blank-file"),
]
