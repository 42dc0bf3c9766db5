"""What was bought: counts by product group and condition, lifetimes, end of life, labels, quality (Pact 3.1.2 a-c)."""

from collections.abc import Iterable
from fractions import Fraction

from monitoring.calculator.exact import fixed
from monitoring.calculator.quality import Stated
from monitoring.calculator.quality import coverage as data_quality
from reports.rules.facts import LineFact
from reports.rules.shares import counted as count
from reports.rules.shares import share

CONDITIONS = ("NEW", "REFURBISHED", "REMANUFACTURED")
USED = ("REFURBISHED", "REMANUFACTURED")
EVIDENCE = {"A": "invoice", "B": "supplier report", "C": "estimate"}
# Expected lifetimes in whole years as the distribution shows them; the last takes everything above.
BANDS = (2, 3, 4, 5, 6, 7, 8)


def of(lines: list[LineFact], names: dict[str, str]) -> dict:
    """Totals, by product group and condition; the three conditions stay apart up to the top (3.1.2.a)."""
    total, used = count(lines), count(line for line in lines if line.condition in USED)
    new = [line for line in lines if line.condition == "NEW"]
    meets = sum(line.meets_criteria or 0 for line in new)
    return {
        "total": total,
        "used": used,
        "used_share": share(used, total),
        "new_meeting_criteria": meets,
        "circular_fair_share": share(used + meets, total),
        "lines": len(lines),
        "lines_not_known": sum(line.quantity is None for line in lines),
        "by_product": counted(lines, names),
    }


def counted(lines: list[LineFact], names: dict[str, str]) -> list[dict]:
    """One row a product group with its three conditions."""
    rows = []
    for code, name in names.items():
        part = [line for line in lines if line.product_group == code]
        if not part:
            continue
        by = {condition: count(line for line in part if line.condition == condition) for condition in CONDITIONS}
        meets = sum(line.meets_criteria or 0 for line in part)
        rows.append(
            {
                "code": code,
                "name": name,
                "new": by["NEW"],
                "new_meeting_criteria": meets,
                "refurbished": by["REFURBISHED"],
                "remanufactured": by["REMANUFACTURED"],
                "total": sum(by.values()),
                "used_share": share(by["REFURBISHED"] + by["REMANUFACTURED"], sum(by.values())),
            }
        )
    return rows


def lifetimes(lines: list[LineFact], names: dict[str, str]) -> list[dict]:
    """Expected lifetime of new devices by product group, weighted by quantity, and its distribution in years."""
    rows = []
    for code, name in names.items():
        part = [line for line in lines if line.product_group == code and line.condition == "NEW" and line.quantity]
        stated = [line for line in part if line.lifetime_months]
        if not part:
            continue
        devices = count(stated)
        months = sum(line.quantity * line.lifetime_months for line in stated)
        mean = str(fixed(Fraction(months, 12 * devices), 3)) if devices else ""
        rows.append(
            {
                "code": code,
                "name": name,
                "devices": count(part),
                "stated": devices,
                "stated_share": share(devices, count(part)),
                "mean_years": mean,
                "bands": [{"years": band, "devices": _in_band(stated, band)} for band in BANDS],
            }
        )
    return rows


def _in_band(lines: list[LineFact], band: int) -> int:
    first, last = BANDS[0], BANDS[-1]

    def years(line: LineFact) -> int:
        return min(last, max(first, line.lifetime_months // 12))

    return count(line for line in lines if years(line) == band)


def by_arrangement(lines: list[LineFact]) -> list[dict]:
    """Devices by end-of-life arrangement; "" is: not known."""
    return _ranked(lines, lambda line: (line.end_of_life,))


def by_label(lines: list[LineFact]) -> list[dict]:
    """Devices by label; one device may carry several, so that these never add up to the total."""
    return [row for row in _ranked(lines, lambda line: line.labels) if row["code"]]


def _ranked(lines: list[LineFact], codes) -> list[dict]:
    sums: dict[str, int] = {}
    for line in lines:
        for code in codes(line):
            sums[code] = sums.get(code, 0) + (line.quantity or 0)
    total = count(lines)
    ranked = sorted(sums.items(), key=lambda pair: (-pair[1], pair[0]))
    return [{"code": code, "devices": devices, "share": share(devices, total)} for code, devices in ranked]


def quality(lines: Iterable[LineFact]) -> dict:
    """Shares of devices with stated lifetime, country and arrangement, and by grade A to D."""
    found = data_quality(
        Stated(
            line.quantity,
            EVIDENCE.get(line.evidence),
            bool(line.lifetime_months),
            bool(line.country or line.organization_country),
            bool(line.end_of_life),
        )
        for line in lines
        if line.quantity
    )
    return {
        "devices": found.devices,
        "lifetime_share": str(found.lifetime),
        "country_share": str(found.country),
        "arrangement_share": str(found.arrangement),
        "good_grade_share": str(found.good_grade),
        "by_grade": dict(found.by_grade),
    }
