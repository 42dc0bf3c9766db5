"""Codes in words, and kilograms as tonnes."""

import csv
from functools import cache
from pathlib import Path

from buyergroups.rules.labels import label_names

DATA = Path(__file__).resolve().parents[2] / "monitoring" / "data" / "methodology"
STEPS = {
    "longer_life": "Longer life of new devices",
    "used_devices": "Refurbished and remanufactured",
    "repair": "Repairs",
    "energy": "Energy of older devices",
    "rounding": "Rounding",
}
SETTINGS = {
    "baseline_lifetime_years": "Baseline lifetime 4 or 3 years",
    "lifetime_realisation": "Share of the lifetime that is reached",
    "repair_gwp_per_extension_year": "Repairs per added year",
    "old_device_energy_penalty": "Energy of older devices",
    "refurb_displacement_rate": "Used devices replacing new ones",
    "embodied_new": "Emissions of making a new device",
    "embodied_used": "Emissions of refurbishing",
}
ALTERNATIVES = {
    "baseline_3_years": "A new device every 3 years instead",
    "baseline_4_years": "A new device every 4 years instead",
    "baseline_5_years": "A new device every 5 years instead",
    "embodied_ademe": "Emissions of making a device as ADEME states them",
    "displacement_0.8": "Eight of ten used devices replace a new one",
}
MATERIALS = {
    "product_mass_saved_kg": "Devices not needed, by weight",
    "raw_material_saved_kg": "Raw material not mobilised",
    "adpe_saved_kg_sb_eq": "Depletion of elements, as antimony",
}
STATES = {
    "REPORTED": "reported",
    "NIL": "reported: none bought",
    "NOT_ACCEPTED": "sent, not accepted in time",
    "MISSING": "not reported",
}


@cache
def names(table: str) -> dict[str, str]:
    """Code → English name of one of the shipped vocabularies."""
    lines = [line for line in (DATA / f"{table}.csv").read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
    return {row["code"]: row.get("name_en") or row["name"] for row in csv.DictReader(lines)}


def arrangement(code: str) -> str:
    return names("eol_arrangements").get(code, code) if code else "Not known"


def label(code: str) -> str:
    return label_names().get(code, code)


def coverage(body: dict) -> str:
    """The sentence that stands under every figure made from yearly figures."""
    part = body["coverage"]
    return f"{part['reported']} of {part['asked']} procuring organisations, {body['year']}"


def method(body: dict) -> str:
    """What stands under every figure of an effect: the method, and how far the estimate of the whole reaches."""
    said = body["methodology"]
    if not estimated(body):
        return f"{said['name']} {said['version']}, central values"
    low, high = interval(body)
    return f"{said['name']} {said['version']}, central values; 90% interval of the total {low}–{high} t"


def estimated(body: dict) -> bool:
    """Whether the year has lines that an effect can be calculated from."""
    return bool(body["effects"]["by_product"])


def interval(body: dict) -> tuple[str, str]:
    ends = body["effects"]["interval"]
    return rounded(tonnes(ends["p5_kg"])), rounded(tonnes(ends["p95_kg"]))


def rounded(number: float) -> str:
    """Two significant digits: more would claim more than is known."""
    if abs(number) < 10:
        return f"{number:.1f}"
    digits = len(str(abs(int(number))))
    step = 10 ** max(0, digits - 2)
    return f"{round(number / step) * step:,}"


def material(name: str, value: str) -> tuple[str, str]:
    """A saving of material in words: name, and value with its unit; metals in kilograms or grams."""
    if name.endswith("_saved_g"):
        grams = float(value)
        written = f"{grams / 1000:,.1f} kg" if abs(grams) >= 1000 else f"{grams:,.0f} g"
        return name.removesuffix("_saved_g").capitalize(), written
    if name.endswith("_sb_eq"):
        return MATERIALS[name], f"{float(value):,.1f} kg Sb eq"
    return MATERIALS[name], f"{float(value) / 1000:,.0f} t"


def tonnes(kilograms: str) -> float:
    """Text of kilograms as tonnes."""
    return float(kilograms) / 1000


def percent(share: str) -> float:
    return 100 * float(share)
