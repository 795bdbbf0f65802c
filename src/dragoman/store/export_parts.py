"""What the questions of exports share: filters, the two sides of an event, the story around it."""

from __future__ import annotations

__all__ = [
    "ACTORS",
    "CHOSEN_EVENTS",
    "CHOSEN_REPORTS",
    "CONDITIONS",
    "OF_EVENT",
    "RECIPIENTS",
    "SENTENCE",
    "SIDES",
    "SIDE_COLUMNS",
    "STORY",
    "STORY_JOINS",
    "known",
    "shown",
]

QUOTE_CHARACTERS = 280
"""How much of a sentence is shown of a document with the right to quote only."""

ACTORS = "('initiator', 'visitor', 'party')"
RECIPIENTS = "('target', 'host', 'beneficiary')"

IS_ACTOR = """({t}.actor_id = ANY($actors)
    OR len(list_filter($actors, lambda part: contains(lower({t}.name), lower(part)))) > 0)"""
# A day is known only within bounds: what may lie in the asked-for time is kept.
IN_TIME = {
    "since": "coalesce({t}.before > $since, {t}.earliest IS NOT NULL)",
    "until": "coalesce({t}.earliest <= $until, {t}.before IS NOT NULL)",
}
CONDITIONS: dict[str, dict[str, str]] = {
    "events": {
        **{name: text.format(t="e") for name, text in IN_TIME.items()},
        "types": "e.type = ANY($types)",
        "assertions": "e.assertion = ANY($assertions)",
        "countries": """(e.country = ANY($countries) OR e.id IN (
            SELECT p.event_id FROM event_actors p WHERE p.country = ANY($countries)))""",
        "actors": f"""e.id IN (
            SELECT p.event_id FROM event_actors p WHERE {IS_ACTOR.format(t="p")})""",
    },
    "reports": {
        **{name: text.format(t="r") for name, text in IN_TIME.items()},
        "types": "r.type = ANY($types)",
        "assertions": "o.assertion = ANY($assertions)",
        "countries": """(r.id IN (SELECT p.report_id FROM current_participants p
                WHERE p.country = ANY($countries))
            OR r.id IN (SELECT p.report_id FROM current_report_places p
                WHERE p.country = ANY($countries)))""",
        "actors": f"""r.id IN (
            SELECT p.report_id FROM current_participants p WHERE {IS_ACTOR.format(t="p")})""",
    },
    "claims": {
        "since": "d.published_on >= $since",
        "until": "d.published_on <= $until",
        "types": "r.type = ANY($types)",
        "assertions": "o.assertion = ANY($assertions)",
        "countries": "k.id IN (SELECT n.id FROM concerned n WHERE n.country = ANY($countries))",
        "actors": f"k.id IN (SELECT n.id FROM concerned n WHERE {IS_ACTOR.format(t='n')})",
    },
}
OF_EVENT = """
of_event AS (
    SELECT x.report_id, x.event_id, e.assertion
    FROM event_reports x JOIN events e ON e.id = x.event_id
)"""
CHOSEN_EVENTS = "chosen AS (SELECT e.id FROM events e WHERE __FILTERS__)"
CHOSEN_REPORTS = f"""{OF_EVENT},
chosen AS (
    SELECT r.id FROM current_reports r LEFT JOIN of_event o ON o.report_id = r.id
    WHERE __FILTERS__
)"""


def shown(text: str) -> str:
    """Return the words of document `d` in SQL, as far as they may be shown."""
    return (
        f"CASE WHEN NOT $with_text THEN NULL WHEN d.rights = 'full' THEN {text} "
        f"WHEN d.rights = 'quote' THEN left({text}, {QUOTE_CHARACTERS}) END"
    )


def known(column: str) -> str:
    """Return the index's id of an actor; ids that hold in one document only are none."""
    return f"CASE WHEN starts_with({column}, 'ent-') THEN NULL ELSE {column} END"


def side(name: str, roles: str, source: str = "p") -> str:
    """Return four lists in one order: names, ids, countries and sectors of one side."""
    wanted = f"FILTER ({source}.role IN {roles} AND NOT {source}.negated)"
    return ",\n".join(
        f"coalesce(list({source}.{column} ORDER BY {source}.n) {wanted}, []) AS {name}{ending}"
        for column, ending in (
            ("name", "s"), ("actor_id", "_ids"), ("country", "_countries"), ("sector", "_sectors"),
        )
    )  # fmt: skip


SIDES = f"{side('actor', ACTORS)},\n{side('recipient', RECIPIENTS)}"
SIDE_COLUMNS = ", ".join(
    f"coalesce(parties.{side}{ending}, []) AS {side}{ending}"
    for side in ("actor", "recipient")
    for ending in ("s", "_ids", "_countries", "_sectors")
)
SENTENCE = "substring(d.text, r.sentence_start + 1, r.sentence_end - r.sentence_start)"

STORY = """,
    len(list_filter(starts.starts, lambda s: s <= r.trigger_start)) AS sentence_number,
    NOT contains(ltrim(substring(d.text, len(coalesce(d.title, '')) + 1,
        greatest(r.trigger_start - len(coalesce(d.title, '')), 0)), chr(10)),
        chr(10) || chr(10)) AS is_in_lead,
    coalesce(people.names, []) AS story_people,
    coalesce(bodies.names, []) AS story_organizations,
    coalesce(spots.names, []) AS story_locations"""
STORY_JOINS = """
LEFT JOIN sentence_starts starts ON starts.document_id = d.id
LEFT JOIN (SELECT document_id, list(DISTINCT name ORDER BY name) AS names
    FROM current_document_actors WHERE kind = 'person' GROUP BY ALL) people
    ON people.document_id = d.id
LEFT JOIN (SELECT document_id, list(DISTINCT name ORDER BY name) AS names
    FROM current_document_actors WHERE kind IN ('organisation', 'igo', 'armed_group', 'coalition')
    GROUP BY ALL) bodies ON bodies.document_id = d.id
LEFT JOIN (SELECT document_id, list(DISTINCT name ORDER BY name) AS names
    FROM current_document_places WHERE name IS NOT NULL GROUP BY ALL) spots
    ON spots.document_id = d.id"""
