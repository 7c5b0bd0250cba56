from django.urls import path

from panah.web.printing.views import case_print

urlpatterns = [path("c/<str:code>/print/", case_print, name="case-print")]
