"""The shape of each segment of a 278 (005010X217) as far as a request and its answer are read."""

from __future__ import annotations

from facetproof.sources.x12_shapes import Shapes

GUIDES = frozenset({"005010X217", "005010X217E1", "005010X217E2", "005010X215", "005010X216"})
#: Elements in the words of `x12_guide`.
_ID = "24|34|46|PI|XV|XX|MI|II|ZZ"
_SHAPES = {
    "BHT": "0007! 01|08|11|13|14|22|28|36|CN! a50! d8! n8! a2",
    "HL": "n12! n12 20|21|22|23|EV|SS! 0|1",
    "TRN": "1|2! a50! a10! a50",
    "AAA": "N|Y! a2 a2 C|N|P|R|S|W|X|Y",
    "UM": "AR|HS|IN|SC! a1 a2 c c a3 a1 a1 Y|N|I|M a2",
    "HCR": "A1|A2|A3|A4|A6|C|CT|NA! a50 a30 Y|N",
    "NM1": f"a3! 1|2! a60 a35 a25 a10 a10 {_ID} a80 - - -",
    "N3": "a55! a55",
    "N4": "a30! a2 a15 a3 - - a3",
    "PER": "IC! a60 EM|FX|TE|UR a256 EM|EX|FX|TE|UR a256 EM|EX|FX|TE|UR a256",
    "REF": "a3! a50! a80 c",
    "DMG": "D8! d8! F|M|U",
    "INS": "Y|N! 01|18|19|G8! - - - - - a2 - - - - - - - - n9",
    "PRV": "AD|AS|AT|CO|CV|OP|OR|OT|PC|PE|RF! PXC! a50!",
    "DTP": "a3! D8|RD8! a35!",
    "HI": "c! c c c c c c c c c c c",
    "SV1": "c! $ UN|MJ|F2 $ a2 - c - - - Y|N - - - - - - - - a1",
    "SV2": "a48 c $ UN|DA|F2|MJ $ $ $ - - a1",
    "SV3": "c! $ - c a1 n15",
    "PWK": "a2! a2! - - AC a80 a80 - -",
    "MSG": "a264!",
}
#: Segments that belong in a 278 and tell nothing that is kept.
_PASSED = frozenset("ST SE GS GE ISA IEA TA1 HSD CL1 CRC CR1 CR2 CR4 CR5 CR6 TOO N1 LX III NTE".split())

SHAPES = Shapes("278", _SHAPES, _PASSED)
