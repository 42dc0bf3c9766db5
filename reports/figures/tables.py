"""The tables of the annual report: a snapshot's body in, words and numbers out, for paper and screen."""

from dataclasses import dataclass

from reports.figures.words import ALTERNATIVES, MATERIALS, material, percent, tonnes


@dataclass(frozen=True)
class Table:
    """`rows`: the first cell names the row, the others are numbers. `foot`: the last row, or nothing."""

    code: str
    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    foot: tuple[str, ...] = ()
    note: str = ""

    @property
    def named(self) -> list[list[tuple[str, str]]]:
        """Every row as (head, cell), for a narrow screen where each cell carries its head."""
        return [list(zip(self.head, row, strict=True)) for row in self.rows]

    @property
    def foot_named(self) -> list[tuple[str, str]]:
        return list(zip(self.head, self.foot, strict=True)) if self.foot else []


def all_of(body: dict) -> list[Table]:
    """Every table that this snapshot has rows for."""
    made = (make(body) for make in (devices, outside, groups, effects, materials, alternatives))
    return [table for table in made if table.rows]


def devices(body: dict) -> Table:
    keys = ("new", "new_meeting_criteria", "refurbished", "remanufactured", "total")
    rows = body["devices"]["by_product"]
    sums = (sum(row[key] for row in rows) for key in keys)
    head = ("Product", "New", "of which meet the criteria", "Refurbished", "Remanufactured", "Total")
    found = tuple((row["name"], *(f"{row[key]:,}" for key in keys)) for row in rows)
    foot = ("All in scope", *(f"{number:,}" for number in sums)) if rows else ()
    return Table("devices", "Devices by product and condition", head, found, foot, _not_known(body))


def _not_known(body: dict) -> str:
    lines = body["devices"]["lines_not_known"]
    said = "In one line the number is" if lines == 1 else f"In {lines} lines the number is"
    return f"{said} not known; not known is never counted as zero." if lines else ""


def outside(body: dict) -> Table:
    rows = tuple((row["name"], f"{row['total']:,}") for row in body["outside_scope"])
    return Table("outside", "Reported, outside the scope of the Pact: in no total", ("Product", "Devices"), rows)


def groups(body: dict) -> Table:
    rows = tuple(
        (
            row["name"],
            f"{row['coverage']['reported']} of {row['coverage']['asked']}",
            f"{row['users']:,}",
            f"{row['devices']:,}",
            f"{percent(row['used_share']):.1f}%",
        )
        for row in body["groups"]
    )
    head = ("Buyer group", "Reported", "Users served", "Devices", "Refurbished or remanufactured")
    return Table("groups", "Buyer groups", head, rows)


def effects(body: dict) -> Table:
    keys = ("reference_kg", "actual_kg", "avoided_kg")
    rows = tuple((row["name"], *(_tonnes(row[key]) for key in keys)) for row in body["effects"]["by_product"])
    head = ("Product", "Reference", "As bought", "Expected avoided")
    foot = ("All in scope", *(_tonnes(body["effects"][key]) for key in keys)) if rows else ()
    return Table("effects", "Effects by product, t CO₂e, central values", head, rows, foot)


def materials(body: dict) -> Table:
    """Whole devices first, then the metals, the heaviest first."""
    saved = sorted(body["effects"]["materials"].items(), key=lambda pair: (pair[0] not in MATERIALS, -float(pair[1])))
    rows = tuple(material(name, value) for name, value in saved)
    return Table("materials", "Materials saved, central values", ("Material", "Saved"), rows)


def alternatives(body: dict) -> Table:
    rows = tuple(
        (ALTERNATIVES[row["name"]], _tonnes(row["avoided_kg"]), f"{percent(row['reduction']):.1f}%")
        for row in body["effects"]["alternatives"]
    )
    head = ("Alternative", "Expected avoided, t CO₂e", "Reduction")
    return Table("alternatives", "What if: named alternatives", head, rows)


def _tonnes(kilograms: str) -> str:
    return f"{tonnes(kilograms):,.0f}"
