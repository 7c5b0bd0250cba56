"""The pages of what was told, of papers and of letters."""

from panah.web.story.views.keeping import paper, papers
from panah.web.story.views.letters import letter_new, letters
from panah.web.story.views.pressing import letter, letter_back, letter_pdf
from panah.web.story.views.taking_back import interview_back, told_back
from panah.web.story.views.telling import interview, told
from panah.web.story.views.tracking import track, track_new

__all__ = [
    "interview",
    "interview_back",
    "letter",
    "letter_back",
    "letter_new",
    "letter_pdf",
    "letters",
    "paper",
    "papers",
    "told",
    "told_back",
    "track",
    "track_new",
]
