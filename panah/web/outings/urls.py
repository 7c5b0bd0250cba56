from django.urls import path

from panah.web.outings import away, blanks, meeting, reporting, views

urlpatterns = [
    path("outings/", views.outing_list, name="outing-list"),
    path("outings/new/", views.new, name="outing-new"),
    path("outings/numbers/", views.numbers, name="outing-numbers"),
    path("outings/blank/", blanks.child_blank, name="outing-child-blank"),
    path("outings/blank/file/", blanks.child_blank_file, name="outing-child-blank-file"),
    path("outings/<str:code>/", views.outing, name="outing"),
    path("outings/<str:code>/members/", views.members, name="outing-members"),
    path("outings/<str:code>/members/<uuid:member_id>/", views.member_remove, name="outing-member-remove"),
    path("outings/<str:code>/seen/", views.seen, name="outing-seen"),
    path("outings/<str:code>/empty/", views.nothing_left, name="outing-empty"),
    path("outings/<str:code>/child/", meeting.child, name="outing-child"),
    path("outings/<str:code>/take/", away.take, name="outing-take"),
    path("outings/<str:code>/lost/<uuid:taken_id>/", away.lost, name="outing-lost"),
    path("outings/<str:code>/offline/", away.offline, name="outing-offline"),
    path("outings/<str:code>/count/", meeting.count, name="outing-count"),
    path("outings/<str:code>/count/undo/", meeting.count_undo, name="outing-count-undo"),
    path("outings/<str:code>/met/<str:child>/", meeting.met, name="outing-met"),
    path("outings/<str:code>/met/<str:child>/hand/", meeting.hand_over, name="outing-hand-over"),
    path("outings/<str:code>/met/<str:child>/citizenship/", meeting.citizenship, name="outing-citizenship"),
    path("outings/<str:code>/met/<str:child>/card/", meeting.card, name="outing-card"),
    path("outings/<str:code>/same/<str:child>/<str:other>/", views.same, name="outing-same"),
    path("outings/<str:code>/two/<str:child>/", views.same_undo, name="outing-same-undo"),
    path("outings/<str:code>/report/", reporting.report, name="outing-report"),
    path("outings/<str:code>/report/close/", reporting.close, name="outing-close"),
    path("outings/<str:code>/report/remark/", reporting.remark, name="outing-remark"),
    path("outings/<str:code>/report/signed/", reporting.signed, name="outing-signed"),
    path("outings/<str:code>/report/signed/<uuid:paper_id>/", reporting.signed_file, name="outing-signed-file"),
    path("outings/paper/<str:number>/", reporting.paper, name="outing-paper"),
]
