"""Which of the chart's diagnoses a claim line points to."""

from __future__ import annotations

import re
from functools import cache

from facetproof.model.spine import Region

#: ICD-10-CM codes that name a site of the spine, by its digit: M43.1x, M47.81x, M48.06x, M48.8Xx, M51.3x, M53.8x …
_BY_SITE = re.compile(
    r"M(?:43[01]|45|46[02-9]|47(?:0[12]|[12]|8[19])|48(?:[0-4]|8X)|51\d|53(?:2X|8)|54[01])(?P<site>[1-8])\w{0,2}"
)
_REGIONS: dict[str, frozenset[Region]] = {
    **dict.fromkeys("1234", frozenset({Region.CERVICAL_THORACIC})),
    "5": frozenset(Region),
    **dict.fromkeys("678", frozenset({Region.LUMBAR_SACRAL})),
}
_WHOLE: tuple[tuple[str, Region], ...] = (
    ("M50", Region.CERVICAL_THORACIC),
    ("M542", Region.CERVICAL_THORACIC),
    ("M546", Region.CERVICAL_THORACIC),
    ("M545", Region.LUMBAR_SACRAL),
)


@cache
def regions_of(diagnosis: str) -> frozenset[Region]:
    """The regions that an ICD-10-CM code names; empty where it names none or several sites."""
    code = diagnosis.upper().replace(".", "").strip()
    for prefix, region in _WHOLE:
        if code.startswith(prefix):
            return frozenset({region})
    found = _BY_SITE.fullmatch(code)
    return _REGIONS[found["site"]] if found else frozenset()


def pointed(diagnoses: tuple[str, ...], region: Region) -> tuple[str, ...]:
    """The diagnoses that name the line's region, in their order; all of them where none does."""
    return tuple(d for d in diagnoses if region in regions_of(d)) or diagnoses
