from django.urls import path

from panah.web.referrals import views

urlpatterns = [
    path("referrals/", views.referral_list, name="referral-list"),
    path("concerns/<str:code>/refer/", views.refer_concern_page, name="refer-concern"),
    path("c/<str:code>/refer/", views.refer_case_page, name="refer-case"),
    path("r/<str:code>/", views.referral, name="referral"),
    path("r/<str:code>/acknowledge/", views.acknowledge, name="referral-acknowledge"),
    path("r/<str:code>/accept/", views.accept, name="referral-accept"),
    path("r/<str:code>/refuse/", views.refuse, name="referral-refuse"),
    path("r/<str:code>/ask/", views.ask, name="referral-ask"),
    path("r/<str:code>/more/", views.more, name="referral-more"),
    path("r/<str:code>/word/", views.word, name="referral-word"),
    path("r/<str:code>/told/", views.told, name="referral-told"),
    path("r/<str:code>/called/", views.called, name="referral-called"),
    path("r/<str:code>/remind/", views.remind, name="referral-remind"),
    path("r/<str:code>/talk/", views.talk, name="referral-talk"),
    path("r/<str:code>/letter/", views.letter, name="referral-letter"),
    path("r/<str:code>/letter/pdf/", views.letter_issue, name="referral-letter-issue"),
    path("r/<str:code>/letter/texts/", views.letter_texts, name="referral-letter-texts"),
    path("r/<str:code>/letter/<str:number>/", views.letter_again, name="referral-letter-again"),
    path("r/<str:code>/link/", views.link, name="referral-link"),
    path("r/<str:code>/link/end/", views.link_end, name="referral-link-end"),
    path("r/<str:code>/elsewhere/", views.elsewhere, name="referral-elsewhere"),
    path("r/<str:code>/inform/", views.inform, name="referral-inform"),
    path("r/<str:code>/withdraw/", views.withdraw, name="referral-withdraw"),
]
