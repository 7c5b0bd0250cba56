from django.urls import path

from panah.web.outbox.reporting import report_page
from panah.web.outbox.views import outbox
from panah.web.outbox.writing import write_page

urlpatterns = [
    path("outbox/", outbox, name="outbox"),
    path("outbox/refer/", report_page, name="outbox-refer"),
    path("outbox/write/", write_page, name="outbox-write"),
    path("outbox/write/<str:code>/", write_page, name="outbox-write-from"),
]
