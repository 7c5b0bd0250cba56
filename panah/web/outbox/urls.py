from django.urls import path

from panah.web.outbox.reporting import report_page
from panah.web.outbox.views import outbox

urlpatterns = [
    path("outbox/", outbox, name="outbox"),
    path("outbox/refer/", report_page, name="outbox-refer"),
]
