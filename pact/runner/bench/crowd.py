"""Many organizations on the public list, written by SQL: the bench measures reading, not joining.

Deterministic: the same number gives the same rows, in several scripts, spread over countries, kinds and years.
"""

import hashlib
from collections.abc import Iterator
from itertools import count
from urllib.parse import quote

from psycopg2.extensions import connection

# Columns of the two tables that have no default in the database.
ORGANIZATIONS = """
INSERT INTO participants_organization (slug, name, name_en, short_name, language, legal_kind, sector, country, city,
    website, time_zone, contact_function, contact_email, created_at)
SELECT 'bench-' || n,
    (ARRAY['Gemeente', 'Stadt', 'Gmina', 'Δήμος', 'Commune de Saint', 'Kommun', 'Община'])[1 + n %% 7]
        || (ARRAY[' ', '-'])[1 + (n %% 5 = 0)::int] || initcap(substr(md5(n::text), 1, 7)) || ' ' || n,
    (ARRAY['Municipality', 'City', 'Town', 'Region', 'County', 'Borough', 'District'])[1 + n %% 7] || ' ' || n, '',
    (ARRAY['nl', 'de', 'pl', 'el', 'fr', 'sv', 'bg'])[1 + n %% 7],
    (ARRAY['LOCAL_GOVERNMENT', 'AGENCY', 'REGIONAL_GOVERNMENT', 'OTHER_PUBLIC', 'NON_PROFIT'])[1 + n %% 5], '',
    (ARRAY['NL', 'DE', 'PL', 'GR', 'BE', 'SE', 'BG', 'NO', 'DK', 'FI', 'FR', 'ES', 'PT', 'IT', 'AT', 'CH', 'CZ', 'SK',
        'HU', 'RO', 'HR', 'SI', 'EE', 'LV', 'LT', 'IE', 'GB', 'MT', 'CY', 'LU', 'CA', 'AU', 'NZ', 'SG', 'JP', 'KE',
        'ZA', 'BR', 'CL', 'US'])[1 + n %% 40], '', '', 'Europe/Amsterdam', '', '',
    timestamptz '2021-06-14' + n %% 1900 * interval '1 day'
FROM generate_series(%(first)s, %(last)s) n
"""
# Half of them in a buyer group, with figures of a year; `search` is what `search_text` would write.
LISTINGS = """
INSERT INTO participants_listing (organization_id, slug, name, name_en, language, sort_name, search, country,
    legal_kind, sector, procuring_since, since, joined_at, participant, groups, group_slugs, users_served,
    users_served_on, latest_year, latest_devices, latest_state)
SELECT id, slug, name, name_en, language, lower(unaccent(replace(name, '-', ' '))),
    ' ' || lower(unaccent(replace(name, '-', ' ') || ' ' || name_en)) || ' ', country, legal_kind, '',
    created_at::date, created_at::date, created_at, true,
    CASE WHEN id %% 2 = 0 THEN jsonb_build_array(jsonb_build_object('slug', 'group-' || id %% 40, 'name',
        'Buyer group ' || id %% 40)) ELSE '[]' END,
    CASE WHEN id %% 2 = 0 THEN ARRAY['group-' || id %% 40] ELSE '{}' END,
    CASE WHEN id %% 2 = 0 THEN id %% 5000 END, CASE WHEN id %% 2 = 0 THEN date '2027-01-01' END,
    CASE WHEN id %% 2 = 0 THEN 2026 END, CASE WHEN id %% 2 = 0 THEN id %% 9000 END,
    CASE WHEN id %% 2 = 0 THEN 'REPORTED' ELSE '' END
FROM participants_organization
WHERE slug LIKE 'bench-%%' AND id NOT IN (SELECT organization_id FROM participants_listing)
"""
TALLIES = """
DELETE FROM participants_tally WHERE on_list = 'PARTICIPANTS';
INSERT INTO participants_tally (on_list, facet, code, label, n)
SELECT 'PARTICIPANTS', facet, code, label, count(*) FROM (
    SELECT 'country' AS facet, country AS code, '' AS label FROM participants_listing WHERE participant
    UNION ALL SELECT 'kind', legal_kind, '' FROM participants_listing WHERE participant
    UNION ALL SELECT 'role', 'PROCURING', '' FROM participants_listing WHERE participant AND procuring_since IS NOT NULL
    UNION ALL SELECT 'group', one->>'slug', one->>'name' FROM participants_listing, jsonb_array_elements(groups) one
        WHERE participant
    UNION ALL SELECT 'list', 'ALL', '' FROM participants_listing WHERE participant) counted
WHERE code <> '' GROUP BY facet, code, label
"""
WORDS = ("gemeente", "stadt", "gmina", "δημος", "commune", "kommun", "община")
TOO_MANY = """
CREATE TEMPORARY TABLE too_many AS
SELECT slug FROM participants_organization WHERE slug LIKE 'bench-%%' AND substr(slug, 7)::int > %(wanted)s
"""


def names() -> Iterator[str]:
    """What a visitor types who looks for somebody: each time another name, as far as it takes."""
    for number in count(1):
        few = hashlib.md5(str(number).encode()).hexdigest()[:4]  # noqa: S324
        yield quote((few, f"{WORDS[number % 7]} {few[:3]}", f"city {number}")[number % 3])


def words() -> Iterator[str]:
    """The beginning of a word that one in seven bears."""
    for number in count(1):
        yield quote(WORDS[number % 7][: 4 + number % 3])


def resize(line: connection, wanted: int) -> None:
    """Exactly this many organizations of ours on the list."""
    with line.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM participants_organization WHERE slug LIKE 'bench-%'")
        there = cursor.fetchone()[0]
        if there == wanted:
            return
        if there > wanted:
            cursor.execute(TOO_MANY, {"wanted": wanted})
            cursor.execute("DELETE FROM participants_listing WHERE slug IN (SELECT slug FROM too_many)")
            cursor.execute("DELETE FROM participants_organization WHERE slug IN (SELECT slug FROM too_many)")
            cursor.execute("DROP TABLE too_many")
        else:
            cursor.execute(ORGANIZATIONS, {"first": there + 1, "last": wanted})
            cursor.execute(LISTINGS, {})
        cursor.execute(TALLIES)
        cursor.execute("VACUUM FULL ANALYZE participants_organization")
        cursor.execute("VACUUM FULL ANALYZE participants_listing")
        cursor.execute("VACUUM ANALYZE participants_tally")
