"""What is left of a paper or paragraph that is gone: papers of its number, and where the same words still stand."""

from __future__ import annotations

import json

from corpus.document import FRAME_TYPES
from corpus.register import NOW, Register, RegisteredPaper, Standing
from corpus.same_paper import text_key

# So many are named at most.
MOST = 5

# A paper is near to one that is gone when it says this share of its longer paragraphs: short ones stand in many papers.
NEAR_SHARE = 0.5
_TELLING = 40


def nearest_papers(register: Register, lost: RegisteredPaper) -> list[str]:
    """The papers that bear its number now, then those that say most of what it said."""
    number = lost.document.number
    bearing = register.bearing(number) if number else []
    return list(dict.fromkeys(one for one in (*bearing, *_saying_most(register, lost)) if one != lost.paper))[:MOST]


def _saying_most(register: Register, lost: RegisteredPaper) -> list[str]:
    keys = {
        text_key(paragraph.text)
        for section in lost.document.sections
        for paragraph in section.paragraphs
        if section.type not in FRAME_TYPES and len(paragraph.text) >= _TELLING
    }
    rows = register.rows(
        f"""SELECT paper, count(DISTINCT text_key) AS shared FROM paragraphs
            WHERE text_key IN (SELECT value FROM json_each(:keys)) AND {NOW}
            GROUP BY paper HAVING shared >= :least ORDER BY shared DESC, paper LIMIT :most""",
        keys=json.dumps(sorted(keys)),
        least=NEAR_SHARE * len(keys),
        most=MOST + 1,
    )
    return [row["paper"] for row in rows]


def saying_the_same(register: Register, text: str) -> list[Standing]:
    """Where a paragraph stands that says the same, in whatever paper; nothing of a few words that stand everywhere."""
    if len(text) < _TELLING:
        return []
    rows = register.rows(
        f"SELECT paper, pid FROM paragraphs WHERE text_key = :key AND {NOW} ORDER BY rowid LIMIT :most",
        key=text_key(text),
        most=MOST,
    )
    return [Standing(row["paper"], row["pid"]) for row in rows]
