"""The tables of a run, for the terminal and for docs/performance.md."""

import os
import platform
from pathlib import Path
from typing import Any

from bench.targets import Results, verdicts

BEGIN, END = "<!-- bench begins -->", "<!-- bench ends -->"


def machine() -> dict[str, str]:
    """Describe what the numbers were measured on."""
    model = next(
        (
            line.split(":", 1)[1].strip()
            for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
            if line.startswith("model name")
        ),
        platform.processor(),
    )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    return {
        "processor": model,
        "cores": str(os.cpu_count()),
        "memory": f"{memory:.0f} GB",
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "load before": f"{os.getloadavg()[0]:.1f}",
    }


def text(results: Results, about: dict[str, Any]) -> str:
    """Write everything as Markdown, which reads well on a terminal too."""
    parts = ["### Machine", "", *(f"- {name}: {value}" for name, value in about.items()), ""]
    parts += ["### Promises", "", *_table(("promise", "", "found"), _judged(results)), ""]
    for size, found in results.items():
        parts += [f"### Pages, {size}", "", *_table(PAGE_COLUMNS, [_page(row) for row in found.get("pages", [])]), ""]
    parts += ["### Reminders", "", *_table(REMINDER_COLUMNS, _reminders(results)), ""]
    parts += ["### Imports", "", *_table(IMPORT_COLUMNS, _imports(results)), ""]
    parts += ["### Open cases of sick leave reckoned anew", "", *_table(CASE_COLUMNS, _cases(results)), ""]
    parts += ["### A month of sick leave in every unit", "", *_table(FIGURE_COLUMNS, _figures(results)), ""]
    parts += ["### Loading", "", *_table(("size", "seconds"), _loading(results)), ""]
    return "\n".join(parts)


def write_into(path: Path, written: str) -> None:
    """Put the tables between the marks of a document."""
    document = path.read_text(encoding="utf-8")
    before, _begin, rest = document.partition(BEGIN)
    _old, _end, after = rest.partition(END)
    path.write_text(f"{before}{BEGIN}\n\n{written}\n{END}{after}", encoding="utf-8")


PAGE_COLUMNS = ("page", "kind", "role", "queries", "SQL ms", "CPU ms", "p50", "p95", "× bare", "× empty", "× SQL", "")
REMINDER_COLUMNS = ("size", "reminders", "planned/s", "sent/s", "sent", "planner MB", "sender MB")
FIGURE_COLUMNS = ("size", "posts", "absences", "rows", "seconds", "again, nothing changed", "bare SQL s", "× SQL")
IMPORT_COLUMNS = ("size", "file", "rows", "seconds", "rows/s", "CPU s", "SQL s", "queries", "MB")

CASE_COLUMNS = ("size", "open cases", "pass", "seconds", "cases/s", "bare SQL s", "× SQL", "queries", "changed", "MB")


def _judged(results: Results) -> list[list[str]]:
    return [[one.promise, "meets" if one.is_met else "MISSES", one.found] for one in verdicts(results)]


def _page(row: dict[str, Any]) -> list[str]:
    times = [f"{row[name]:.1f}" for name in ("sql_ms", "cpu", "p50", "p95", "x_bare", "x_empty")]
    over = "" if row["meets"] is None else "meets" if row["meets"] else "MISSES"
    against = f"{row['x_sql']:.1f}" if "x_sql" in row else ""
    return [row["page"], row["kind"], row["role"], str(row["queries"]), *times, against, over]


def _reminders(results: Results) -> list[list[str]]:
    return [
        [
            size,
            f"{row['count']:,}",
            f"{row['plan']['rate']:,.0f}",
            f"{row['rate']:,.0f}",
            f"{row['sent']:,.0f}",
            f"{row['plan']['megabytes']:.0f}",
            f"{row['megabytes']:.0f}",
        ]
        for size, found in results.items()
        for row in found.get("reminders", [])
    ]


def _imports(results: Results) -> list[list[str]]:
    return [
        [
            *(size, row["name"], f"{row['rows']:,}", f"{row['seconds']:.1f}", f"{row['rate']:,.0f}"),
            *(f"{row['cpu']:.1f}", f"{row['sql_seconds']:.1f}", str(row["queries"]), f"{row['megabytes']:.0f}"),
        ]
        for size, found in results.items()
        for row in found.get("imports", [])
    ]


def _cases(results: Results) -> list[list[str]]:
    """Write the same day again, when nothing is to be written, and the day after."""
    rows = []
    for size, found in results.items():
        if one := found.get("cases"):
            for name in ("same_day", "next_day"):
                seconds = one[name]["seconds"]
                speed = [f"{seconds:.1f}", f"{one['cases'] / seconds:,.0f}", f"{one['bare_seconds']:.2f}"]
                speed += [f"{seconds / one['bare_seconds']:.1f}", str(one[name]["queries"]), str(one[name]["changed"])]
                rows.append([size, f"{one['cases']:,}", name.replace("_", " "), *speed, f"{one['megabytes']:.0f}"])
    return rows


def _figures(results: Results) -> list[list[str]]:
    rows = []
    for size, found in results.items():
        if one := found.get("figures"):
            counts = [f"{one['posts']:,}", f"{one['absences']:,}", f"{one['rows']:,}"]
            times = [f"{one[name]:.2f}" for name in ("seconds", "again", "bare_seconds")]
            rows.append([size, *counts, *times, f"{one['ratio']:.1f}"])
    return rows


def _loading(results: Results) -> list[list[str]]:
    return [[size, f"{found['load_seconds']:.0f}"] for size, found in results.items() if "load_seconds" in found]


def _table(columns: tuple[str, ...], rows: list[list[str]]) -> list[str]:
    """Lay out a table with columns as wide as what is in them."""
    if not rows:
        return ["(not measured)"]
    widths = [max(len(row[place]) for row in [list(columns), *rows]) for place in range(len(columns))]
    lines = [list(columns), ["-" * width for width in widths], *rows]
    return [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |" for line in lines
    ]
