from panah.web.referrals.views.answering import accept, acknowledge, ask, refuse, word
from panah.web.referrals.views.deciding import elsewhere, inform
from panah.web.referrals.views.lettering import letter, letter_again, letter_issue, letter_texts
from panah.web.referrals.views.reading import referral, referral_list
from panah.web.referrals.views.refer import refer_case_page, refer_concern_page
from panah.web.referrals.views.sending import link, link_end, more, withdraw
from panah.web.referrals.views.telling import called, remind, talk, told

__all__ = [
    "accept",
    "acknowledge",
    "ask",
    "called",
    "elsewhere",
    "inform",
    "letter",
    "letter_again",
    "letter_issue",
    "letter_texts",
    "link",
    "link_end",
    "more",
    "refer_case_page",
    "refer_concern_page",
    "referral",
    "referral_list",
    "refuse",
    "remind",
    "talk",
    "told",
    "withdraw",
    "word",
]
