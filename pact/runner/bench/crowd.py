"""Many organizations on the public list, written by SQL: the bench measures reading, not joining.

Deterministic: the same number gives the same rows, in several scripts, spread over countries, kinds and years.
"""

from psycopg2.extensions import connection

# Columns of the two tables that have no default in the database.
ORGANIZATIONS = """
INSERT INTO participants_organization (slug, name, name_en, short_name, language, legal_kind, sector, country, city,
    website, time_zone, contact_function, contact_email, created_at)
SELECT 'bench-' || n,
    (ARRAY['Gemeente', 'Stadt', 'Gmina', 'Δήμος', 'Commune de', 'Kommun', 'Община'])[1 + n %% 7] || ' '
        || initcap(substr(md5(n::text), 1, 7)) || ' ' || n,
    'Municipality ' || n, '', (ARRAY['nl', 'de', 'pl', 'el', 'fr', 'sv', 'bg'])[1 + n %% 7],
    (ARRAY['LOCAL_GOVERNMENT', 'AGENCY', 'REGIONAL_GOVERNMENT', 'OTHER_PUBLIC', 'NON_PROFIT'])[1 + n %% 5], '',
    (ARRAY['NL', 'DE', 'PL', 'GR', 'BE', 'SE', 'BG'])[1 + n %% 7], '', '', 'Europe/Amsterdam', '', '',
    timestamptz '2021-06-14' + n %% 1900 * interval '1 day'
FROM generate_series(%(first)s, %(last)s) n
"""
LISTINGS = """
INSERT INTO participants_listing (organization_id, slug, name, name_en, language, sort_name, search, country,
    legal_kind, sector, procuring_since, since, joined_at, participant, groups, group_slugs, latest_state)
SELECT id, slug, name, name_en, language, lower(unaccent(name)), lower(unaccent(name || ' ' || name_en)), country,
    legal_kind, '', created_at::date, created_at::date, created_at, true, '[]', '{}', ''
FROM participants_organization
WHERE slug LIKE 'bench-%%' AND id NOT IN (SELECT organization_id FROM participants_listing)
"""
TALLIES = """
INSERT INTO participants_tally (on_list, facet, code, label, n)
SELECT 'PARTICIPANTS', facet, code, '', count(*) FROM (
    SELECT 'country' AS facet, country AS code FROM participants_listing WHERE participant
    UNION ALL SELECT 'kind', legal_kind FROM participants_listing WHERE participant
    UNION ALL SELECT 'role', 'PROCURING' FROM participants_listing WHERE participant AND procuring_since IS NOT NULL
    UNION ALL SELECT 'list', '' FROM participants_listing WHERE participant) counted
WHERE code <> '' OR facet = 'list' GROUP BY facet, code
ON CONFLICT (on_list, facet, code) DO UPDATE SET n = excluded.n
"""
TOO_MANY = """
CREATE TEMPORARY TABLE too_many AS
SELECT slug FROM participants_organization WHERE slug LIKE 'bench-%%' AND substr(slug, 7)::int > %(wanted)s
"""


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
