-- The rules that claims can be held to, written by hand for medicare:ngs from 2021-04-25 on; nothing of the engine is used.
-- Inputs: view `read_lines` (n, patient, dos, cpt, modifiers, units, billing_entity, region); tables codes, add_ons, mue,
-- compact, pairs (dated edit tables as shipped); variables known_from, edition_first, edition_last.

-- what the modifiers of a line say, worked out once for each way of writing them
CREATE TEMP TABLE ways AS
SELECT modifiers, mods, dense_rank() OVER (ORDER BY mods) AS way,
    list_contains(mods, 'KX') AS kx, list_contains(mods, '51') AS m51,
    list_has_any(mods, ['GA', 'GX', 'GY', 'GZ']) AS sent_for_denial,
    list_has_any(mods, ['59', 'XE', 'XP', 'XS', 'XU']) AS apart,
    list_contains(mods, '25') OR list_has_any(mods, ['76', '77']) OR list_has_all(mods, ['LT', 'RT'])
        OR (list_contains(mods, '50') AND list_has_any(mods, ['LT', 'RT'])) AS unfit,
    len(list_filter(mods, lambda m: NOT regexp_full_match(m, '[A-Z0-9]{2}'))) > 0 AS malformed,
    NOT list_has_all(getvariable('modifiers'), mods) AS unknown
FROM (
    SELECT DISTINCT modifiers, list_sort(list_distinct(list_filter(string_split(modifiers, ' '), lambda m: m <> ''))) AS mods
    FROM read_lines
);

CREATE TEMP TABLE lines AS
WITH keys AS (
    SELECT patient, dos, billing_entity, row_number() OVER () AS claim
    FROM (SELECT patient, dos, billing_entity FROM read_lines GROUP BY ALL HAVING bool_or(cpt IN (SELECT code FROM codes)))
), marked AS (
    SELECT k.claim, r.*, w.* EXCLUDE (modifiers),
        c.family IS NOT NULL AS facet, c.role, c.region AS code_region, coalesce(c.injection, false) AS injection,
        coalesce(NOT r.dos BETWEEN c.first_day AND c.last_day, false) AS out_of_time
    FROM read_lines r
    JOIN keys k ON k.patient = r.patient AND k.dos = r.dos AND k.billing_entity IS NOT DISTINCT FROM r.billing_entity
    JOIN ways w ON w.modifiers = r.modifiers LEFT JOIN codes c ON c.code = r.cpt
), numbered AS (
    SELECT *, row_number() OVER same AS nth, first_value(units) OVER same AS first_units
    FROM marked WINDOW same AS (PARTITION BY claim, cpt, way ORDER BY n)
)
SELECT *, nth > 1 AND (facet OR units = first_units) AS repeated FROM numbered;

CREATE TEMP TABLE claims AS
SELECT claim, any_value(patient) AS patient, any_value(dos) AS dos, any_value(billing_entity) AS billing_entity,
    list_distinct(list(cpt) FILTER (NOT repeated)) AS billed, bool_or(injection AND NOT repeated) AS injected,
    bool_or(repeated) AS bl10
FROM lines GROUP BY claim;

-- an edit between a service and a facet code of the claim: imaging by definition, else the pairs of the quarter at hand
CREATE TEMP TABLE edits AS
WITH met AS (
    SELECT a.claim, a.n AS n, b.n AS facet_n, a.cpt AS other, b.cpt AS facet, a.mods AS other_mods, b.mods AS facet_mods,
        a.dos, a.billing_entity
    FROM lines a JOIN lines b ON a.claim = b.claim AND b.facet AND NOT b.repeated AND NOT a.repeated
    WHERE (a.cpt, b.cpt) IN (SELECT (other, facet) FROM compact UNION SELECT (other, facet) FROM pairs)
)
SELECT m.*, coalesce(c.kind = 'imaging', false) AS imaging,
    CASE WHEN c.kind = 'imaging' OR NOT in_edition THEN c.kind
         WHEN p.other IS NULL THEN NULL
         ELSE coalesce(k.kind, CASE WHEN m.other LIKE '992%' THEN 'evaluation'
             WHEN m.other LIKE '00%' OR m.other LIKE '01%' THEN 'anaesthesia' ELSE 'service' END) END AS kind,
    CASE WHEN c.kind = 'imaging' OR NOT in_edition THEN c.facet_first ELSE p.facet_first END AS facet_first,
    CASE WHEN c.kind = 'imaging' OR NOT in_edition THEN c.allowed ELSE p.allowed END AS allowed
FROM (SELECT *, billing_entity IS DISTINCT FROM 'hospital_outpatient'
        AND dos BETWEEN getvariable('edition_first') AND getvariable('edition_last') AS in_edition FROM met) m
LEFT JOIN compact c ON c.other = m.other AND c.facet = m.facet AND c.first_day <= m.dos
LEFT JOIN pairs p ON p.other = m.other AND p.facet = m.facet AND m.dos BETWEEN p.first_day AND p.last_day
LEFT JOIN (SELECT other, any_value(kind) AS kind FROM compact GROUP BY other) k ON k.other = m.other
WHERE CASE WHEN c.kind = 'imaging' OR NOT in_edition THEN c.kind IS NOT NULL ELSE p.other IS NOT NULL END;

CREATE TEMP TABLE parts AS
SELECT claim, any_value(patient) AS patient, any_value(dos) AS dos, any_value(billing_entity) AS billing_entity,
    injection,
    CASE WHEN NOT injection THEN 'ablation' WHEN bool_and(kx) THEN 'diagnostic'
         WHEN NOT bool_or(kx) THEN 'therapeutic' END AS kind,
    bool_or(coalesce(region, code_region) = 'lumbar_sacral') AS lumbar,
    bool_or(coalesce(region, code_region) = 'cervical_thoracic') AS cervical,
    bool_or(region = 'cervical_thoracic') IS TRUE AS cervical_told,
    bool_or(region IS NULL AND code_region = 'cervical_thoracic') AS cervical_open,
    bool_or(region IS NULL AND code_region = 'cervical_thoracic' AND role <> 'first') AS several
FROM lines WHERE facet GROUP BY claim, injection;

-- the same part twice: as T12-L1 counts by its code, and, from 2025 on, with the lumbar joints
CREATE TEMP TABLE places AS
SELECT p.*, way, place,
    CASE WHEN way = 'by_code' OR NOT cervical_open THEN here
         WHEN place = 'lumbar_sacral' THEN lumbar
         ELSE cervical_told OR several END AS sure
FROM (
    SELECT parts.*, way, place, CASE place WHEN 'lumbar_sacral' THEN lumbar ELSE cervical END AS here
    FROM parts, (VALUES ('by_code'), ('with_lumbar')) ways(way), (VALUES ('lumbar_sacral'), ('cervical_thoracic')) x(place)
) p WHERE here OR (way = 'with_lumbar' AND cervical_open);

CREATE TEMP TABLE days AS
SELECT patient, way, place, dos, k.kind,
    bool_or(sure AND places.kind IS NOT NULL) AS sure
FROM places JOIN (VALUES ('diagnostic'), ('therapeutic'), ('ablation')) k(kind)
    ON places.kind = k.kind OR (places.kind IS NULL AND k.kind <> 'ablation')
GROUP BY ALL;

CREATE TEMP TABLE frequency AS
WITH counted AS (
    SELECT p.claim, p.kind, any_value(p.patient) AS patient, any_value(p.dos) AS dos,
        any_value(p.billing_entity) AS billing_entity, p.place, p.sure,
        count(d.dos) AS high, count(d.dos) FILTER (d.sure) AS low
    FROM places p LEFT JOIN days d ON d.patient = p.patient AND d.way = p.way AND d.place = p.place AND d.kind = p.kind
        AND d.dos < p.dos AND d.dos > p.dos - INTERVAL 12 MONTH
    WHERE p.kind IS NOT NULL AND p.way = CASE WHEN p.dos < DATE '2025-01-01' THEN 'by_code' ELSE 'with_lumbar' END
    GROUP BY p.claim, p.kind, p.place, p.sure
), bounds AS (
    SELECT claim, kind, any_value(patient) AS patient, any_value(dos) AS dos, any_value(billing_entity) AS billing_entity,
        1 + coalesce(max(low) FILTER (sure), min(low)) AS low, 1 + max(high) AS high
    FROM counted GROUP BY claim, kind
)
SELECT patient, dos, billing_entity, CASE kind WHEN 'diagnostic' THEN 'FQ01' WHEN 'therapeutic' THEN 'FQ02' ELSE 'FQ03' END AS rule,
    CASE WHEN low > most THEN 'not_met'
         WHEN high <= most AND getvariable('known_from') <= dos - INTERVAL 12 MONTH + INTERVAL 1 DAY THEN 'met'
         ELSE 'not_documented' END AS status
FROM (SELECT *, CASE kind WHEN 'ablation' THEN 2 ELSE 4 END AS most FROM bounds);

CREATE TEMP TABLE per_code AS
SELECT l.claim, l.cpt, sum(units) AS units, any_value(m.units_limit) AS units_limit
FROM lines l LEFT JOIN mue m ON m.code = l.cpt AND l.dos BETWEEN m.first_day AND m.last_day
    AND m.tab = CASE l.billing_entity WHEN 'hospital_outpatient' THEN 'outpatient_hospital'
        WHEN 'professional' THEN 'practitioner' WHEN 'asc' THEN 'practitioner' END
WHERE facet AND NOT repeated GROUP BY l.claim, l.cpt;

CREATE TEMP TABLE judged AS
SELECT c.claim, c.patient, c.dos, c.billing_entity,
    coalesce(o.bad, false) AS bl02, u.bad AS bl03,
    coalesce(i.bad, false) OR (c.injected AND list_has_any(c.billed, ['99151', '99152', '99153'])) AS bl06,
    CASE WHEN c.dos >= DATE '2024-07-07' THEN coalesce(o.third, false) END AS bl07,
    coalesce(o.grammar, false) AS bl08,
    CASE WHEN o.invalid THEN true WHEN NOT o.unknown THEN false END AS bl09, c.bl10
FROM claims c
LEFT JOIN (
    SELECT l.claim,
        bool_or(a.add_on IS NOT NULL AND NOT list_has_any(c.billed, a.primaries)
            AND NOT (l.dos >= DATE '2025-01-01' AND coalesce(list_contains(c.billed, a.thoracolumbar), false))) AS bad,
        bool_or(l.role = 'third' AND NOT l.sent_for_denial) AS third,
        bool_or(l.facet AND (l.unfit OR (l.role <> 'first' AND l.m51) OR (l.apart AND e.facet_n IS NULL))) AS grammar,
        bool_or(l.out_of_time OR l.malformed) AS invalid, bool_or(l.facet AND l.unknown) AS unknown
    FROM lines l JOIN claims c ON c.claim = l.claim LEFT JOIN add_ons a ON a.add_on = l.cpt
    LEFT JOIN (SELECT DISTINCT claim, facet_n FROM edits WHERE kind IN ('block', 'ablation', 'facet', 'service')) e
        ON e.claim = l.claim AND e.facet_n = l.n
    WHERE NOT l.repeated GROUP BY l.claim
) o ON o.claim = c.claim
LEFT JOIN (
    SELECT claim, CASE WHEN bool_or(units > units_limit) IS TRUE THEN true
        WHEN bool_and(units_limit IS NOT NULL) THEN false END AS bad
    FROM per_code GROUP BY claim
) u ON u.claim = c.claim
LEFT JOIN (
    SELECT claim, bool_or(n <> facet_n AND (imaging OR NOT allowed OR NOT list_has_any(
        CASE WHEN facet_first THEN other_mods ELSE facet_mods END, ['59', 'XE', 'XP', 'XS', 'XU', '25']))) AS bad
    FROM edits GROUP BY claim
) i ON i.claim = c.claim;

CREATE TEMP TABLE answers AS
SELECT patient, dos, billing_entity, rule, CASE WHEN bad THEN 'not_met' ELSE 'met' END AS status
FROM (UNPIVOT (SELECT patient, dos, billing_entity, bl02 AS BL02, bl03 AS BL03, bl06 AS BL06, bl07 AS BL07, bl08 AS BL08,
    bl09 AS BL09, bl10 AS BL10 FROM judged) ON BL02, BL03, BL06, BL07, BL08, BL09, BL10 INTO NAME rule VALUE bad)
UNION ALL SELECT * FROM frequency;
