from django.urls import path

from panah.web.public.answer import answer
from panah.web.public.check import check_letter
from panah.web.public.receipt import receipt_pdf
from panah.web.public.refer import refer
from panah.web.public.views import home, safety, signs
from panah.web.public.write import write

urlpatterns = [
    path("", home, name="home"),
    path("signs/", signs, name="signs"),
    path("refer/", refer, name="refer"),
    path("refer/receipt/", receipt_pdf, name="receipt-pdf"),
    path("answer/", answer, name="answer"),
    path("write/", write, name="write"),
    path("write/answer/", answer, name="write-answer"),
    path("write/<str:code>/", write, name="write-from"),
    path("check/", check_letter, name="letter-check"),
    path("check/<str:number>/", check_letter, name="letter-check-number"),
    path("safety/", safety, name="safety"),
]
