from django.urls import path

from panah.web.helping.views import parts, sharing, transfers

urlpatterns = [
    path("c/<str:code>/share/", sharing.share, name="case-share"),
    path("c/<str:code>/share/new/<slug:service>/", sharing.share_new, name="case-share-new"),
    path("c/<str:code>/share/<str:part>/", sharing.share_part, name="case-share-part"),
    path("c/<str:code>/share/<str:part>/change/", sharing.share_change, name="case-share-change"),
    path("c/<str:code>/share/<str:part>/end/", sharing.share_end, name="case-share-end"),
    path("c/<str:code>/transfer/", transfers.case_transfer, name="case-transfer"),
    path("c/<str:code>/transfer/withdraw/", transfers.case_transfer_withdraw, name="case-transfer-withdraw"),
    path("h/", parts.help_list, name="help-list"),
    path("h/<str:code>/", parts.part, name="helper-part"),
    path("h/<str:code>/name/", parts.part_name, name="helper-name"),
    path("h/<str:code>/take/", parts.take, name="helper-take"),
    path("h/<str:code>/service/", parts.service, name="helper-service"),
    path("h/<str:code>/note/", parts.note, name="helper-note"),
    path("h/<str:code>/back/", parts.back, name="helper-back"),
    path("tr/<str:code>/", transfers.transfer, name="transfer"),
    path("tr/<str:code>/acknowledge/", transfers.transfer_acknowledge, name="transfer-acknowledge"),
    path("tr/<str:code>/accept/", transfers.transfer_accept, name="transfer-accept"),
    path("tr/<str:code>/refuse/", transfers.transfer_refuse, name="transfer-refuse"),
]
