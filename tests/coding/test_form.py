"""A payer's form with the chart's options over it."""

from __future__ import annotations

import pytest

from facetproof.coding.form import CPT, MEDICARE, Form
from facetproof.errors import LibraryError
from facetproof.model.chart import Options


def test_a_form_has_one_field_for_every_option() -> None:
    assert set(Form.__struct_fields__) == set(Options.__struct_fields__)


@pytest.mark.parametrize(
    ("defaults", "options", "addon"),
    [
        ({}, None, "mod50"),
        (CPT, None, "twice_rt_lt"),
        (MEDICARE, None, "mod50"),
        (CPT, Options(bilateral_style="mod50_one_line"), "mod50"),
        (MEDICARE, Options(bilateral_style="rt_lt_two_lines"), "twice_rt_lt"),
        (MEDICARE, Options(bilateral_style="line_plus_50"), "line_plus_50"),
        (MEDICARE, Options(bilateral_style="rt_lt_two_lines", bilateral_addon_style="units2"), "units2"),
        ({"bilateral_style": "rt_lt_two_lines"}, None, "twice_rt_lt"),
    ],
)
def test_an_add_on_follows_the_primary_where_its_own_style_is_not_given(
    defaults: dict[str, str], options: Options | None, addon: str
) -> None:
    assert Form.of(defaults, options).bilateral_addon_style == addon


def test_a_side_style_of_the_chart_holds_for_a_surgery_centre_too_unless_it_has_its_own() -> None:
    own = Options(bilateral_style="mod50_one_line", asc_facility_bilateral="rt_lt_two_lines")
    assert Form.of(MEDICARE, own).asc_facility_bilateral == "rt_lt_two_lines"
    assert Form.of(MEDICARE, Options(bilateral_style="mod50_one_line")).asc_facility_bilateral == "as_professional"


@pytest.mark.parametrize("given", [{"bilateral": "50"}, {"kx": "always"}])
def test_what_is_no_option_is_refused(given: dict[str, str]) -> None:
    with pytest.raises(LibraryError, match="Not a coding option"):
        Form.of(given)
