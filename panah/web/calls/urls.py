from django.urls import path

from panah.web.calls import answers, months, passing_on, shifts, views, writing

urlpatterns = [
    path("calls/", views.call_list, name="call-list"),
    path("calls/new/", writing.call_new, name="call-new"),
    path("calls/answers/", answers.answer_cards, name="answer-cards"),
    path("calls/handover/", shifts.shift_hand_over, name="shift-hand-over"),
    path("calls/handover/<str:code>/", shifts.shift, name="shift"),
    path("calls/handover/<str:code>/confirm/", shifts.shift_confirm, name="shift-confirm"),
    path("calls/month/<slug:month>/", months.call_month, name="call-month"),
    path("calls/month/<slug:month>/file/", months.call_month_file, name="call-month-file"),
    path("calls/<str:code>/", views.call, name="call"),
    path("calls/<str:code>/change/", writing.call_change, name="call-change"),
    path("calls/<str:code>/danger/", views.call_danger, name="call-danger"),
    path("calls/<str:code>/back/", views.call_back, name="call-back"),
    path("calls/<str:code>/back/take/", views.call_back_take, name="call-back-take"),
    path("calls/<str:code>/refer/", passing_on.call_pass_on, name="call-pass-on"),
    path("calls/<str:code>/transfer/", passing_on.call_transfer, name="call-transfer"),
    path("calls/<str:code>/transfer/nobody/", passing_on.call_not_picked_up, name="call-not-picked-up"),
]
