"""The pages of what was told, of papers and of letters."""

from panah.web.story.views.keeping import paper, papers
from panah.web.story.views.letters import letter, letter_new, letters
from panah.web.story.views.telling import interview, told
from panah.web.story.views.tracking import track, track_new

__all__ = ["interview", "letter", "letter_new", "letters", "paper", "papers", "told", "track", "track_new"]
