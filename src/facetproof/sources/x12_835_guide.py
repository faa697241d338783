"""The shape of each segment of an 835 (005010X221A1) as far as a remittance is read."""

from __future__ import annotations

from facetproof.sources.x12_shapes import Shapes

GUIDES = frozenset({"005010X221", "005010X221A1", "004010X091", "004010X091A1"})
_CODES = " ".join(["a5 $ $"] * 5)
#: Elements in the words of `x12_guide`.
_SHAPES = {
    "BPR": "C|D|H|I|P|U|X! $! C|D! ACH|BOP|CHK|FWT|NON! - - - - - - - - - - - d8",
    "TRN": "1! a50! a10! a50",
    "CLP": "a38! 1|2|3|4|5|13|19|20|21|22|23|25|27! $! $! $ 12|13|14|15|16|17|AM|CH|DS|HM|LM|MA|MB|MC|OF|TV|VA|WC|ZZ! "
    "a50 a2 a1 - a4 $ $ Y|N",
    "CAS": f"CO|OA|PI|PR|CR! a5! $! $ {_CODES}",
    "SVC": "c! $! $! a48 $ c $",
    "NM1": "a3! 1|2! a60 a35 a25 a10 a10 a2 a80",
    "N1": "PR|PE|TT! a60 FI|XV|XX|PI a80",
    "N3": "a55! a55",
    "N4": "a30! a2 a15 a3 - - a3",
    "REF": "a3! a50! a80 c",
    "DTM": "050|036|111|150|151|232|233|405|472|150! d8!",
    "LQ": "HE|RX! a30!",
    "AMT": "a3! $!",
    "QTY": "a2! $!",
    "PLB": "a50! d8! c! $! c $ c $ c $ c $ c $",
    "LX": "n6!",
}
#: Segments that belong in an 835 and are not looked into.
_PASSED = frozenset("MOA MIA PER CUR TS2 TS3 RDM ST SE GS GE ISA IEA TA1 N2 NTE".split())

SHAPES = Shapes("835", _SHAPES, _PASSED)
