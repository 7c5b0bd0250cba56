"""The words for "when": a colour and a word for a moment, seen from now."""

from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, ngettext, pgettext

from panah.web.components.values import Chip, Tone

END_OF_DAY = (23, 59)
SOON = timedelta(hours=12)  # over midnight a time is as pressing as one of today
A_DAY = timedelta(hours=24)


def when_chip(due: datetime | date, now: datetime, *, is_done: bool = False) -> Chip:
    """Late, today, ahead or done, in the local time of the page."""
    if is_done:
        return Chip(Tone.OK, gettext("done"))
    moment = timezone.localtime(due) if isinstance(due, datetime) else None
    day = moment.date() if moment else due
    today = timezone.localtime(now).date()
    if moment is not None and moment < now:
        return Chip(Tone.LATE, _late_by(now - moment))
    if day < today:
        return Chip(Tone.LATE, _late_by(today - day))
    has_hour = moment is not None and (moment.hour, moment.minute) != END_OF_DAY
    if day > today:
        words = short_day(day, today)
        if moment is None or not has_hour or moment - now >= A_DAY:
            return Chip(Tone.INFO, words)
        return Chip(Tone.DUE if moment - now < SOON else Tone.INFO, f"{words}, {moment:%H:%M}")
    if moment is None or not has_hour:
        return Chip(Tone.DUE, gettext("today"))
    return Chip(Tone.DUE, gettext("by %(time)s") % {"time": moment.strftime("%H:%M")})


def short_day(day: date, today: date) -> str:
    """ "Mon 23 Nov", with the year only where it is not this one."""
    # Translators: a pattern of Django's date filter for a weekday, day and short month, as in "Mon 23 Nov"
    pattern = pgettext("date pattern", "D j M")
    if day.year != today.year:
        # Translators: a pattern of Django's date filter for a day, short month and year, as in "23 Nov 2027"
        pattern = pgettext("date pattern", "j M Y")
    words = date_format(day, pattern)
    return words if (get_language() or "en").startswith("en") else words.lower()


def day_and_distance(moment: datetime | date, now: datetime) -> str:
    """Absolute and relative: "20.11.2026 — 1 day ago"; less than a day ahead by the hour: "21.11.2026, 01:00 — in 2 hours"."""
    if isinstance(moment, datetime) and timedelta(0) < moment - now < A_DAY:
        return _by_the_hour(timezone.localtime(moment), moment - now)
    day = timezone.localtime(moment).date() if isinstance(moment, datetime) else moment
    today = timezone.localtime(now).date()
    days = (today - day).days
    if days == 0:
        distance = gettext("today")
    elif days > 0:
        distance = ngettext("%(count)d day ago", "%(count)d days ago", days) % {"count": days}
    else:
        distance = ngettext("in %(count)d day", "in %(count)d days", -days) % {"count": -days}
    return f"{date_format(day, 'SHORT_DATE_FORMAT')} — {distance}"


def _by_the_hour(moment: datetime, ahead: timedelta) -> str:
    minutes = max(int(ahead.total_seconds() // 60), 1)
    hours = minutes // 60
    if hours:
        distance = ngettext("in %(count)d hour", "in %(count)d hours", hours) % {"count": hours}
    else:
        distance = ngettext("in %(count)d minute", "in %(count)d minutes", minutes) % {"count": minutes}
    return f"{date_format(moment, 'SHORT_DATE_FORMAT')}, {moment:%H:%M} — {distance}"


def _late_by(span: timedelta) -> str:
    minutes = int(span.total_seconds() // 60)
    if span.days:
        return ngettext("late by %(count)d day", "late by %(count)d days", span.days) % {"count": span.days}
    if minutes >= 60:
        hours = minutes // 60
        return ngettext("late by %(count)d hour", "late by %(count)d hours", hours) % {"count": hours}
    minutes = max(minutes, 1)
    return ngettext("late by %(count)d minute", "late by %(count)d minutes", minutes) % {"count": minutes}


def written_later(happened: datetime | date, written: datetime) -> str:
    """ "written 4 days later": late paper is welcome, and that it came late stands beside it (S14)."""
    day = timezone.localtime(happened).date() if isinstance(happened, datetime) else happened
    days = (timezone.localtime(written).date() - day).days
    if days < 1:
        return ""
    return ngettext("written %(days)d day later", "written %(days)d days later", days) % {"days": days}
