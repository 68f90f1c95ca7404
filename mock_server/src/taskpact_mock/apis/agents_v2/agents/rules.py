"""The rules of the proofreading agent, as tables and small decisions.

They prefer silence to a false alarm: where English allows both forms, a rule does not apply.
Patterns take linear time whatever the text: bounded, possessive, or anchored to where a run begins.
"""

from __future__ import annotations

import re

from taskpact_mock.apis.agents_v2.agents import fixes, lexicon
from taskpact_mock.apis.agents_v2.agents.corrections import Rule
from taskpact_mock.apis.agents_v2.agents.fixes import Fix

_ANY_GUIDE: frozenset[str] = frozenset()


def rules() -> tuple[Rule, ...]:
    """Every rule; where two find the same characters, the earlier one counts."""
    return (*_SPELLING, *_GRAMMAR, *_PUNCTUATION, *_FORMATTING, *_GUIDES, *_VOICE)


def _rule(area: str, severity: str, pattern: str, fix: Fix, explanation: str) -> Rule:
    return Rule(area, severity, explanation, re.compile(pattern), fix)


_SPELLING = (
    Rule(
        "spelling",
        "error",
        "This word is misspelled.",
        fixes.phrases(lexicon.MISSPELLINGS),
        fixes.look_up(lexicon.MISSPELLINGS),
    ),
)
_GRAMMAR = (
    _rule(
        "grammar",
        "error",
        r"(?i)(?<!['\u2019-])\b([^\W\d_]++)(?:[ \t]{1,20}\1\b(?!['\u2019-])){1,20}",
        fixes.undouble,
        "The word stands twice.",
    ),
    _rule(
        "grammar",
        "error",
        r"(?<!['\u2019.-])\b([Aa]|[Aa]n) ([a-zA-Z]{1,60}+)\b",
        fixes.article,
        "`An` goes before a vowel sound, `a` before any other.",
    ),
    _rule(
        "grammar",
        "error",
        r"\b([Ii])ts(?= (?:an?|the|not|been|going|very|too|important|clear|possible|likely)\b)",
        fixes.template(r"\1t's"),
        "`Its` is the possessive; `it is` is written `it's`.",
    ),
    _rule(
        "grammar",
        "error",
        r"\b([Ii])t['\u2019]s(?= own\b)",
        fixes.template(r"\1ts"),
        "`It's` stands for `it is`; the possessive is `its`.",
    ),
    _rule(
        "grammar",
        "error",
        r"\b([Yy])our(?= (?:welcome|going|not|an?|the)\b)",
        fixes.template(r"\1ou're"),
        "`Your` is the possessive; `you are` is written `you're`.",
    ),
    _rule(
        "grammar",
        "error",
        r"\b(?i:(could|should|would|must|might)) of\b(?! course)",
        fixes.template(r"\1 have"),
        "The verb after `could` or `should` is `have`.",
    ),
    _rule(
        "grammar",
        "error",
        r"(?<!of )\b(?i:(we|they)) (?i:(was|is|has|doesn['\u2019]t))\b",
        fixes.agree,
        "The verb does not agree with its subject.",
    ),
    _rule(
        "grammar",
        "error",
        r"\b([Hh]e|[Ss]he|[Ii]t) don['\u2019]t\b",
        fixes.template(r"\1 doesn't"),
        "The verb does not agree with its subject.",
    ),
    _rule(
        "grammar",
        "error",
        r"(?<![\w.('\u2019-])i(?![\w.)-])",
        fixes.constant("I"),
        "The pronoun `I` is a capital.",
    ),
    _rule(
        "grammar",
        "error",
        r"(?<![\w'\u2019-])[a-z][a-z'\u2019]{0,60}+(?![\w@/-]|[.:]\S)",
        fixes.sentence_capital,
        "A sentence begins with a capital.",
    ),
)
_PUNCTUATION = (
    _rule(
        "punctuation",
        "error",
        r"(?<=[^\s])[ \t]{1,40}+([,;:!?.])(?![\w.()])",
        fixes.template(r"\1"),
        "No space goes before this mark.",
    ),
    _rule(
        "punctuation",
        "error",
        r"(?<=[^\W\d_])[,;](?=[^\W\d_])",
        lambda match: f"{match[0]} ",
        "A space goes after this mark.",
    ),
    _rule(
        "punctuation",
        "warning",
        r"([!?,;])\1{1,60}+",
        fixes.template(r"\1"),
        "One mark is enough.",
    ),
    _rule(
        "punctuation",
        "error",
        r"(?<!\.)\.\.(?!\.)",
        fixes.constant("."),
        "One full stop ends a sentence; three make an ellipsis.",
    ),
    _rule(
        "punctuation",
        "warning",
        r"\w{1,40}\Z",
        fixes.final_stop,
        "The last sentence has no end mark.",
    ),
)
_FORMATTING = (
    _rule(
        "formatting",
        "warning",
        r"(?<=\S) {2,400}(?=\S)",
        fixes.constant(" "),
        "One space between words is enough.",
    ),
    _rule(
        "formatting",
        "warning",
        r"(?<=\S)[ \t]{1,400}(?=\n)",
        fixes.constant(""),
        "White space at the end of a line does nothing.",
    ),
)
_LIST_END = r"(?= \w{1,30}+(?:[.,;:!?]|\s*\Z))"
_GUIDES = (
    Rule(
        "punctuation",
        "warning",
        "AP leaves the comma before the last item of a simple list out.",
        re.compile(rf"(?<=, )\b(\w{{1,30}}), (and|or)\b{_LIST_END}"),
        fixes.drop_serial_comma,
        guides=frozenset({"ap"}),
    ),
    Rule(
        "punctuation",
        "warning",
        "This guide sets a comma before the last item of a list.",
        re.compile(rf"\b(\w{{1,30}}), (\w{{1,30}}) (and|or)\b{_LIST_END}"),
        fixes.add_serial_comma,
        guides=frozenset({"apa", "chicago", "mla"}),
    ),
    *(
        Rule(
            "consistency",
            "warning",
            explanation,
            re.compile(r"(?<![\w.,:;$€£#%/+-])\d{1,3}+(?![\w%:/+°-]|[.,]\d)", re.ASCII),
            fixes.spell_out(limit),
            guides=frozenset(guides),
        )
        for guides, limit, explanation in (
            (("ap", "apa"), 10, "AP and APA write whole numbers below ten as words."),
            (("chicago", "mla"), 101, "Chicago and MLA write numbers up to a hundred as words."),
        )
    ),
)
_VOICE = tuple(
    Rule(
        area,
        "suggestion",
        why,
        fixes.phrases(table),
        fixes.look_up(table),
        guides,
        changes_voice=True,
    )
    for area, table, why, guides in (
        ("conciseness", lexicon.WORDY_PHRASES, "Fewer words say the same.", _ANY_GUIDE),
        ("word_choice", lexicon.PLAINER_WORDS, "A plainer word does.", _ANY_GUIDE),
        ("tone", lexicon.CASUAL_WORDS, "This is spoken language.", _ANY_GUIDE),
        ("tone", lexicon.CONTRACTIONS, "APA writes contractions out.", frozenset({"apa"})),
    )
)
