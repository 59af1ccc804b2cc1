"""What is promised, and whether a run keeps it."""

from dataclasses import dataclass
from typing import Any

PLANNED_A_SECOND, SENT_A_SECOND = 10_000, 150
GROWTH = 1.25
"""Memory counts as constant when a hundred times as many rows takes at most a quarter more."""
MOST = {"list": 5.0, "detail": 4.0, "cached": 8.0, "uncached": 15.0}
JUDGED = "national"
"""The size at which pages are judged."""

EVENT_LISTS = "event"
"""How the names of the pages of events begin; their lists are judged at every size."""
FIGURES_QUERIES, FIGURES_OVER_SQL = 12, 3.0

ABSENCES_MINUTES = 10
"""100,000 absences «within minutes»; a worker is stopped after ten."""

Results = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Verdict:
    """One promise: met or missed, and by what."""

    promise: str
    is_met: bool
    found: str


def verdicts(results: Results) -> list[Verdict]:
    """Judge a run; what wasn't measured isn't judged."""
    found = [_page_kind(kind, results) for kind in MOST]
    found += [_event_lists(results), *_figures(results), _same_queries(results), *_reminders(results)]
    found += [_absences(results)]
    return [one for one in found if one is not None]


def _absences(results: Results) -> Verdict | None:
    """Judge the file of absences, the first time and again."""
    rows = [row for size in results.values() for row in size.get("imports", []) if row["name"].startswith("absences")]
    if not rows:
        return None
    words = "; ".join(f"{row['name']} {row['seconds']:.0f} s, {row['megabytes']:.0f} MB" for row in rows)
    is_met = all(row["seconds"] < 60 * ABSENCES_MINUTES for row in rows)
    return Verdict(f"100,000 absences brought in within {ABSENCES_MINUTES} minutes", is_met, words)


def _page_kind(kind: str, results: Results) -> Verdict | None:
    rows = [row for row in results.get(JUDGED, {}).get("pages", []) if row["kind"] == kind]
    if not rows:
        return None
    worst = max(rows, key=lambda row: row["x_empty"])
    over = [row for row in rows if row["x_empty"] > MOST[kind]]
    words = f"worst {worst['x_empty']:.1f} × ({worst['page']}, {worst['role']}); {len(over)} of {len(rows)} over"
    return Verdict(f"{kind} ≤ {MOST[kind]:.0f} × the signed-in empty page", not over, words)


def _event_lists(results: Results) -> Verdict | None:
    """Judge the lists of events for every role, at every size."""
    rows = [
        {**row, "size": size}
        for size, found in results.items()
        for row in found.get("pages", [])
        if row["kind"] == "list" and row["page"].startswith(EVENT_LISTS)
    ]
    if not rows:
        return None
    worst = max(rows, key=lambda row: row["x_empty"])
    over = sum(row["x_empty"] > MOST["list"] for row in rows)
    words = f"worst {worst['x_empty']:.1f} × ({worst['page']}, {worst['role']}, {worst['size']})"
    promise = f"lists of events ≤ {MOST['list']:.0f} × the signed-in empty page, at every size"
    return Verdict(promise, not over, f"{words}; {over} of {len(rows)} over")


def _figures(results: Results) -> list[Verdict]:
    """Judge the page of figures at every size: how much it asks, and how much it takes beside what it asks."""
    rows = [row for found in results.values() for row in found.get("pages", []) if row["kind"] == "figures"]
    if not rows:
        return []
    asks, over = max(row["queries"] for row in rows), max(rows, key=lambda row: row["x_sql"])
    words = f"worst {over['x_sql']:.1f} × ({over['role']})"
    return [
        Verdict(f"figures of events under {FIGURES_QUERIES} queries", asks < FIGURES_QUERIES, f"at most {asks}"),
        Verdict(f"figures of events ≤ {FIGURES_OVER_SQL:.0f} × SQL", over["x_sql"] <= FIGURES_OVER_SQL, words),
    ]


def _same_queries(results: Results) -> Verdict | None:
    """Compare each size with the smaller ones, page by page and role by role; fewer is what an empty panel asks."""
    if len(results) < 2:
        return None
    counts: dict[tuple[str, str, str], dict[str, int]] = {}
    for size, found in results.items():
        for row in found.get("pages", []):
            counts.setdefault((row["page"], row["kind"], row["role"]), {})[size] = row["queries"]
    grown = {key: by_size for key, by_size in counts.items() if _grows(list(by_size.values()))}
    fewer = sum(len(set(by_size.values())) > 1 for by_size in counts.values()) - len(grown)
    told = "; ".join(f"{page}, {role}: {by_size}" for (page, _kind, role), by_size in list(grown.items())[:8])
    words = f"{len(grown)} of {len(counts)} ask more at a larger size, {fewer} fewer"
    return Verdict("no more queries at a larger size", not grown, f"{words}: {told}" if told else words)


def _grows(counts: list[int]) -> bool:
    return any(larger > max(counts[:place]) for place, larger in enumerate(counts) if place)


def _reminders(results: Results) -> list[Verdict | None]:
    rows = [row for found in results.values() for row in found.get("reminders", [])]
    if not rows:
        return []
    largest = max(rows, key=lambda row: row["count"])
    planned, sent = min(row["plan"]["rate"] for row in rows if row["count"] == largest["count"]), largest["rate"]
    speed = Verdict(
        f"planning ≥ {PLANNED_A_SECOND:,} rows a second", planned >= PLANNED_A_SECOND, f"{planned:,.0f} a second"
    )
    sending = Verdict(
        f"sending ≥ {SENT_A_SECOND} a second, two senders", sent >= SENT_A_SECOND, f"{sent:,.0f} a second"
    )
    return [speed, sending, _memory(rows)]


def _memory(rows: list[dict[str, Any]]) -> Verdict:
    smallest = min(rows, key=lambda row: row["count"])
    largest = max(rows, key=lambda row: row["count"])
    few = max(smallest["plan"]["megabytes"], smallest["megabytes"])
    many = max(largest["plan"]["megabytes"], largest["megabytes"])
    words = f"{few:.0f} MB with {smallest['count']:,}, {many:.0f} MB with {largest['count']:,}"
    return Verdict("memory constant from 1,000 to 100,000 reminders", many <= few * GROWTH, words)
