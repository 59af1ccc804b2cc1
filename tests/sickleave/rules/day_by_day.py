"""The rules of domain.md A3, A5 and A6 once more, slowly: one day at a time, as the text has them."""

from datetime import timedelta
from itertools import pairwise

from kvalitet.calendar.periods import add_months
from sickleave.rules.periods import Kind, Period

DAY = timedelta(days=1)


def days_of(periods):
    """Map every registered day to its kind and grade; the most absence wins."""
    found = {}
    for period in periods:
        for number in range((period.ends - period.starts).days + 1):
            day = period.starts + number * DAY
            rank = ("WFS".index(period.kind), period.grade if period.kind == "S" else 0)
            found[day] = max(found.get(day, rank), rank)
    return {day: ("WFS"[rank], grade) for day, (rank, grade) in found.items()}


def walk(periods, gap=16):
    """NAV's walk: return the counted days of each spell."""
    days = days_of(periods)
    if not days:
        return []
    closed, now, free = [], [], 0
    day = min(days)
    while day <= max(days):
        kind = days.get(day, ("W", 0))[0]
        if kind == "S" or (kind == "F" and now and free == 0):
            now.append(day)
            free = 0
        else:
            free += 1
        if now and free == gap:
            closed.append(now)
            now = []
        day += DAY
    return closed + ([now] if now else [])


def employer_days(spell, days, length=16):
    """The first sixteen of the sick days and of the silent days between two of them."""
    sick = [day for day in spell if days[day][0] == "S"]
    found = set(sick)
    for before, after in pairwise(sick):
        between = [before + (number + 1) * DAY for number in range((after - before).days - 1)]
        kinds = ["F" if day in spell else ("-" if day not in days and day.weekday() > 4 else "W") for day in between]
        if "".join(kinds).replace("F", "") in {"", "-", "--"} and "-F" not in "".join(kinds):
            found |= set(between)
    return sorted(found)[:length]


def paid_days(periods, quota=248, length=16, gap=16):
    """Return the weekdays NAV pays in the present right, and the fit days since the last of them."""
    days = days_of(periods)
    sick_spells = walk(periods, gap)
    employer = [employer_days(spell, days, length) for spell in sick_spells]
    unpaid = {day for own in employer for day in own}
    full_from = {day: own[-1] for own, spell in zip(employer, sick_spells, strict=True) if own for day in spell}
    full = {day for own, spell in zip(employer, sick_spells, strict=True) if len(own) == length for day in spell}
    paid, fit, used_up = [], 0, False
    sick_days = [day for spell in sick_spells for day in spell if days[day][0] == "S"]
    if not sick_days:
        return [], 0
    day = sick_days[0]
    while day <= sick_days[-1]:
        if days.get(day, ("W", 0))[0] != "S":
            fit += 1
        elif day in full and day not in unpaid and day > full_from.get(day, day - DAY) and day.weekday() < 5:
            if fit >= 182:
                paid, used_up = [], False
            if len(paid) >= quota and not used_up:
                used_up = len([one for one in paid if one > add_months(day, -36)]) >= quota
            if not used_up:
                paid.append(day)
                fit = 0
        day += DAY
    return paid, fit


def last_paid_day(periods, quota=248, length=16, gap=16):
    """Let the sickness go on day by day until NAV pays one, and then use NAV's formula for what is left."""
    spells = walk(periods, gap)
    if not spells:
        return None
    ends = spells[-1][-1]
    held = [part for part in periods if part.starts <= ends]
    held = [Period(part.kind, part.starts, min(part.ends, ends), part.grade) for part in held]
    paid, _fit = paid_days(held, quota, length, gap)
    unpaid_weekdays = (
        [1 for number in range((ends - paid[-1]).days) if (ends - number * DAY).weekday() < 5] if paid else [1]
    )
    going = ends
    while unpaid_weekdays and going < ends + 40 * DAY:
        going += DAY
        longer, _fit = paid_days([*held, Period(Kind.SICK, ends + DAY, going)], quota, length, gap)
        if longer and longer[-1] > ends:
            paid = longer
            break
    if not paid:
        return None
    left = quota - len([one for one in paid if one > add_months(paid[-1], -36)])
    day = paid[-1]
    while left > 0:
        day += DAY
        left -= day.weekday() < 5
    return day
