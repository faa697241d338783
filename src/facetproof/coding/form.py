"""How a payer wants facet claims written: one choice for each coding question on which sources disagree.

The questions, who holds which view and why the default is the careful one are on the page `docs/coding.md`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

from facetproof.errors import LibraryError
from facetproof.model.chart import Options

BilateralStyle = Literal["mod50_one_line", "rt_lt_two_lines", "line_plus_50"]
AddonStyle = Literal["mod50", "twice_rt_lt", "units2", "line_plus_50"]

#: The add-on style that goes with a primary style when only that one is given.
_ADDON_OF: Mapping[str, AddonStyle] = {
    "mod50_one_line": "mod50",
    "rt_lt_two_lines": "twice_rt_lt",
    "line_plus_50": "line_plus_50",
}


class Form(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One payer's form on one date; the keys and values of the chart's `options`, with careful defaults.

    Two values go beyond the options: `bilateral_addon_style: line_plus_50` (the add-on written like the primary) and
    `asc_facility_bilateral: as_professional` (no form of its own for surgery centres).
    """

    level_naming: Literal["joint_required", "nerve_ok", "ask"] = "nerve_ok"
    single_nerve: Literal["hold", "52", "unlisted"] = "hold"
    bilateral_style: BilateralStyle = "mod50_one_line"
    bilateral_addon_style: AddonStyle = "mod50"
    asc_facility_bilateral: Literal["rt_lt_two_lines", "mod50_one_line", "as_professional"] = "rt_lt_two_lines"
    t12l1_rule: Literal["cpt", "mac_one_region"] = "cpt"
    multi_region: Literal["hold", "bill_59"] = "hold"
    third_level: Literal["block", "bill_ga", "bill_gz", "allow"] = "allow"
    session_unit: Literal["date", "date_side"] = "date"
    contralateral_modifier: Literal["79", "58"] = "79"
    l5dr_overlap: Literal["hold", "allow_59"] = "hold"
    pulsed: Literal["64999", "deny"] = "64999"
    cyst_code: Literal["64493", "64999", "hold"] = "hold"
    ton: Literal["facet", "peripheral"] = "facet"
    no_imaging: Literal["hold", "tpi"] = "hold"
    us_guided: Literal["cat3", "deny"] = "cat3"
    multi_block: Literal["hold", "warn", "allow"] = "hold"
    kx: Literal["medicare_diag", "off"] = "off"
    extra_unit_modifier: Literal["none", "59", "76"] = "none"
    sedation_rule: Literal["deny_with_injection", "allow"] = "deny_with_injection"
    endoscopic: Literal["hold"] = "hold"

    @classmethod
    def of(cls, defaults: Mapping[str, str], options: Options | None = None) -> Form:
        """The payer's form with the chart's own options laid over it.

        A side style given without the add-on style means the same style for add-ons, and for a surgery centre too
        unless its own is given beside it.

        Raises:
            LibraryError: `form-invalid`, a key or value that is no coding option.
        """
        chosen = _completed({key: str(value) for key, value in defaults.items()})
        if options is not None:
            own: dict[str, str] = {
                name: value for name in options.__struct_fields__ if (value := getattr(options, name)) is not None
            }
            if "bilateral_style" in own:
                own.setdefault("asc_facility_bilateral", "as_professional")
            chosen |= _completed(own)
        try:
            return msgspec.convert(chosen, cls)
        except msgspec.ValidationError as error:
            raise LibraryError(
                "form-invalid",
                f"Not a coding option: {error}",
                where="form",
                todo="See docs/coding.md for the keys and their values.",
            ) from None


def _completed(given: dict[str, str]) -> dict[str, str]:
    style = given.get("bilateral_style")
    if style is not None and style in _ADDON_OF:
        given.setdefault("bilateral_addon_style", _ADDON_OF[style])
    return given


#: The coding convention where no payer says otherwise; bilateral add-ons are reported twice (CPT since 2020).
CPT: Mapping[str, str] = {
    "bilateral_style": "mod50_one_line",
    "bilateral_addon_style": "twice_rt_lt",
    "multi_region": "bill_59",
}

#: Fee-for-service Medicare since 2025 (articles A57826, A58364, A58403): 50 once on primary and add-on, two lines with
#: RT and LT for a surgery centre's own claim, KX on diagnostic lines, two levels, T12-L1 with L1-2 in one region.
MEDICARE: Mapping[str, str] = {
    "bilateral_style": "mod50_one_line",
    "bilateral_addon_style": "mod50",
    "asc_facility_bilateral": "rt_lt_two_lines",
    "t12l1_rule": "mac_one_region",
    "third_level": "block",
    "pulsed": "deny",
    "us_guided": "deny",
    "cyst_code": "64493",
    "kx": "medicare_diag",
}
