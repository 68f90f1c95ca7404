"""The content repurpose agent: one content rewritten in up to ten formats."""

from __future__ import annotations

from random import Random

from taskpact_mock.apis.agents_v2.agents import fields
from taskpact_mock.apis.agents_v2.agents.base import (
    JSON,
    Agent,
    Inputs,
    Outcome,
    Refusal,
    Step,
    outcome,
    refusal,
)
from taskpact_mock.apis.agents_v2.agents.digest import digest
from taskpact_mock.apis.agents_v2.agents.formats import FORMATS
from taskpact_mock.apis.agents_v2.agents.text import clip, count_words

_MODEL = "ContentRepurposeInput"
_MAX_FORMATS = 10
_MIN_WORDS = 5
_WRITERS = {one.id: one.write for one in FORMATS}
_DATE_LENGTH = len("2026-01-31")


def _normalise(body: Inputs) -> dict[str, JSON]:
    return {
        "content": fields.string(body, "content").strip(),
        "source_format": fields.string(body, "source_format").strip().lower(),
        "target_formats": [*_targets(body)],
        "preserve_key_points": fields.flag(body, "preserve_key_points", True),
        "adapt_length": fields.flag(body, "adapt_length", True),
    }


def _targets(body: Inputs) -> list[str]:
    return [one for one in fields.keywords(fields.strings(body, "target_formats")) if one]


def _refuse(body: Inputs) -> Refusal | None:
    if count_words(fields.string(body, "content")) < _MIN_WORDS:
        return refusal(_MODEL, "content", f"Give at least {_MIN_WORDS} words to rewrite")
    asked, targets = len(fields.strings(body, "target_formats")), _targets(body)
    if asked > _MAX_FORMATS:
        reason = f"{asked} formats are too many: ask for at most {_MAX_FORMATS}"
        return refusal(_MODEL, "target_formats", reason)
    if not targets:
        return refusal(_MODEL, "target_formats", f"Name a format: {', '.join(_WRITERS)}")
    for target in targets:
        if target not in _WRITERS:
            reason = f"No format is called {clip(target, 50)!r}: use {', '.join(_WRITERS)}"
            return refusal(_MODEL, "target_formats", reason)
    return None


def _steps(inputs: Inputs) -> tuple[Step, ...]:
    targets = fields.strings(inputs, "target_formats")
    n = len(targets)
    return (
        *(
            Step(int(10 + 80 * i / n), f"Converting to {target} ({i + 1}/{n})...", target, i + 1, n)
            for i, target in enumerate(targets)
        ),
        Step(95, "Finalising results...", "finalise", n, n),
        Step(100, "Repurposing complete", "done", n, n),
    )


def _run(inputs: Inputs, rng: Random, now: str) -> Outcome:
    content = fields.string(inputs, "content")
    targets = fields.strings(inputs, "target_formats")
    source = digest(
        content,
        date=now[:_DATE_LENGTH],
        preserve_key_points=fields.flag(inputs, "preserve_key_points", True),
        adapt_length=fields.flag(inputs, "adapt_length", True),
    )
    lost = fields.strings(inputs, "lost")
    written = {target: _WRITERS[target](source, rng) for target in targets if target not in lost}
    result: dict[str, JSON] = {
        "original_format": fields.string(inputs, "source_format"),
        "outputs": [_output(target, written.get(target)) for target in targets],
        "adaptations_made": [f"Converted to {target}" for target in written],
        "formats_requested": len(targets),
        "formats_succeeded": len(written),
        "formats_failed": len(targets) - len(written),
        "generated_at": now,
    }
    return outcome(result, *((content, text) for text in written.values()))


def _output(target: str, text: str | None) -> JSON:
    """The text in that format, or that there is none."""
    return {
        "format": target,
        "content": text or "",
        "word_count": count_words(text or ""),
        "char_count": len(text or ""),
        "error": f"The model could not convert to {target}" if text is None else None,
    }


AGENT = Agent(
    type="content_repurpose",
    name="Content Repurposing Agent",
    description="Rewrites a content for other channels, in ten formats from thread to slides.",
    slug="content-repurpose",
    normalise=_normalise,
    refuse=_refuse,
    steps=_steps,
    run=_run,
)
