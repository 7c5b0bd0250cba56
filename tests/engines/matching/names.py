"""Names as they come, for Hypothesis: words of several orthographies, slips of the hand, initials, and nothing at all."""

import os
from pathlib import Path

from hypothesis import strategies as st

from tests.house.source import ROOT

DATA = Path(os.environ.get("PANAH_SHARED", ROOT.parent / "shared" / "data")) / "names"
"""Real names for development, kept beside the repository."""

WORDS = [
    "Қасымова", "Касымова", "KASSYMOVA", "Qosimova", "Әйгерім", "Айгерим", "Oygerim", "Нұр", "Сұлтан", "Нурсултан", "Гүл", "Баһар",
    "Гулбаҳор", "Касымович", "Қасымұлы", "кызы", "оглы", "А.", "Ш.", "Alexandr", "Ли", "Ия", "ов", "Иса", "Жүсіпов", "Yusupov",
    "CARYYEW", "Çaryýew", "😀", "7", "Бат-Эрдэнэ", "Невский", "Исмоилзода", "Ashat", "Асхат", "x", "Maxim",
]  # fmt: skip
LETTERS = "абгджзийкмнорсуыәқұүһABEGHIKNORSUYaeghijkosuxyzʻ"

words = st.one_of(st.sampled_from(WORDS), st.text(alphabet=LETTERS, max_size=9))
texts = st.lists(words, max_size=5).map(" ".join)
