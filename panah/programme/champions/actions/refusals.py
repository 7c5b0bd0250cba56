from django.utils.translation import gettext_lazy as _

from panah.foundation.security.access import Refusal


class CallRefused(Refusal):
    code = "call_refused"
    sentence = _(
        "A call needs a title, a text and for whom it is, in Kazakh and in Russian, a number of places, and a last day "
        "that is not before the first."
    )


class WeightsRefused(Refusal):
    code = "weights_refused"
    sentence = _("The weights of the criteria must be 100 in all.")


class CallIsClosed(Refusal):
    code = "call_is_closed"
    sentence = _("This call is over. What you wrote was not sent. Look whether another one is open.")


class CallHasApplications(Refusal):
    code = "call_has_applications"
    sentence = _("People have applied already: what is weighed and whom it is for stays as they read it.")


class ApplicationRefused(Refusal):
    code = "application_refused"
    sentence = _("Something is missing. Please look at each answer once more.")


class TooManyWords(Refusal):
    code = "too_many_words"
    sentence = _("Please shorten your reasons to 200 words.")


class NotInRegion(Refusal):
    code = "not_in_region"
    sentence = _("This call is for other regions. Choose one of the list.")


class DecidedAlready(Refusal):
    code = "decided_already"
    sentence = _("This application was decided already.")


class PointsRefused(Refusal):
    code = "points_refused"
    sentence = _("Give each criterion one to five points.")


class MinutesMissing(Refusal):
    code = "minutes_missing"
    sentence = _("Write the minutes: who took part, and why it was decided so.")


class AdvisoryNo(Refusal):
    code = "advisory_no"
    sentence = _(
        "The advisory group said no with two thirds of its ballots: this person can be neither selected nor put in reserve."
    )


class AdviceRefused(Refusal):
    code = "advice_refused"
    sentence = _(
        "Write a score of 0 to 100, at least three ballots, how many of them said no, and who brought it. Of fewer than "
        "three ballots nothing is told, or one could guess who voted how."
    )


class WordsAreGone(Refusal):
    code = "words_are_gone"
    sentence = _("The words of this application were removed. A number is left, and nothing can be done with it.")


class ForgottenAtOwnWish(Refusal):
    code = "forgotten_at_own_wish"
    sentence = _("This person asked to be forgotten. No paper is made any more.")


class PlacesTaken(Refusal):
    code = "places_taken"
    sentence = _("All places of this call are taken. Put the person in reserve.")


class IsChampionAlready(Refusal):
    code = "is_champion_already"
    sentence = _("This person is a champion of your organisation already.")


class NotTheSameCall(Refusal):
    code = "not_the_same_call"
    sentence = _("These two applications cannot be joined.")


class NotDecided(Refusal):
    code = "not_decided"
    sentence = _("Decide first: a letter says what was decided.")


class AccountRefused(Refusal):
    code = "account_refused"
    sentence = _("This account cannot be linked: it has no role of a champion here, or belongs to another champion.")


class DayRefused(Refusal):
    code = "day_refused"
    sentence = _("This day does not fit. Look at it once more.")


class HasEnded(Refusal):
    code = "has_ended"
    sentence = _("This champion has ended. Nothing is added any more.")


class PlanRefused(Refusal):
    code = "plan_refused"
    sentence = _("Write what you plan, where, with whom, and how many people you would like to reach.")


class PlanHasGaps(Refusal):
    code = "plan_has_gaps"
    sentence = _("Each quarter needs at least one thing to do. Add what is missing.")


class PlanNotSent(Refusal):
    code = "plan_not_sent"
    sentence = _("The champion has not sent the plan yet.")


class AlreadyCounted(Refusal):
    code = "already_counted"
    sentence = _("Already counted: this post is written down already. Nothing was added.")


class NotTheSameEvent(Refusal):
    code = "not_the_same_event"
    sentence = _("These two cannot be one: they need the same day, kind and place, and two champions.")


class LinkRefused(Refusal):
    code = "link_refused"
    sentence = _("This is no link. Copy the address of the post, for example https://www.instagram.com/p/…")


class ActRefused(Refusal):
    code = "act_refused"
    sentence = _("Something is missing. An event or a meeting needs its place and the kind of place.")


class AuthorityMissing(Refusal):
    code = "authority_missing"
    sentence = _("Write which local authority took part.")


class DayAhead(Refusal):
    code = "day_ahead"
    sentence = _("This day has not come yet. Write down what was done when it is done.")


class DayBefore(Refusal):
    code = "day_before"
    sentence = _("This day lies before the beginning or after the end as a champion.")


class ReportAccepted(Refusal):
    code = "report_accepted"
    sentence = _("The report of this quarter was accepted. Ask the coordinator.")


class ChildMayBeKnown(Refusal):
    code = "child_may_be_known"
    sentence = _("A photo is kept only if no child can be recognised in it. The entry is kept without the photo.")


class NoPicture(Refusal):
    code = "no_picture"
    sentence = _("This is no picture. Choose a photo (jpg or png).")


class QuarterNotOver(Refusal):
    code = "quarter_not_over"
    sentence = _("This quarter is not over yet.")


class ReportRefused(Refusal):
    code = "report_refused"
    sentence = _("Write what came of the quarter.")


class ReportNotSent(Refusal):
    code = "report_not_sent"
    sentence = _("This report does not wait for an answer.")


class KitRefused(Refusal):
    code = "kit_refused"
    sentence = _("A piece needs a title and words in Kazakh and in Russian, and a picture its file.")


class StoryWaits(Refusal):
    code = "story_waits"
    sentence = _("This tells somebody’s story. It waits for clearance, and nobody may use it before.")


class NotOfAChampion(Refusal):
    code = "not_of_a_champion"
    sentence = _("This paper belongs to something else.")
