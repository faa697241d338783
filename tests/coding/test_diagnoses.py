"""The region that an ICD-10-CM code names."""

from __future__ import annotations

import pytest

from facetproof.coding.diagnoses import pointed, regions_of
from facetproof.model.spine import Region

UPPER, LOWER = Region.CERVICAL_THORACIC, Region.LUMBAR_SACRAL


@pytest.mark.parametrize(
    ("code", "regions"),
    [
        ("M47.812", {UPPER}),
        ("M47.814", {UPPER}),
        ("M47.815", {UPPER, LOWER}),
        ("m47816", {LOWER}),
        ("M47.817", {LOWER}),
        ("M47.26", {LOWER}),
        ("M47.819", set()),
        ("M48.12", {UPPER}),
        ("M48.061", {LOWER}),
        ("M48.8X6", {LOWER}),
        ("M50.322", {UPPER}),
        ("M51.36", {LOWER}),
        ("M53.86", {LOWER}),
        ("M54.2", {UPPER}),
        ("M54.16", {LOWER}),
        ("M54.50", {LOWER}),
        ("M54.6", {UPPER}),
        ("M96.1", set()),
        ("G89.4", set()),
    ],
)
def test_the_site_digit_tells_the_region(code: str, regions: set[Region]) -> None:
    assert regions_of(code) == regions


def test_a_line_points_to_all_diagnoses_where_none_names_its_region() -> None:
    assert pointed(("M96.1", "M47.816"), UPPER) == ("M96.1", "M47.816")
    assert pointed(("M96.1", "M47.816"), LOWER) == ("M47.816",)
