"""Line ends that the page made are no line ends to readers."""

from __future__ import annotations

import textwrap

import msgspec
import pytest

from facetproof.facts.reading import read_document
from facetproof.facts.wrapping import joined_lines

LONG = "The needle was advanced to the junction of the transverse process and the superior"


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        (LONG, "articular process.", True),
        (LONG, "L4 articular process.", True),
        (LONG + ".", "contrast was given.", False),
        (LONG + ". Sedation:", "none.", True),
        (LONG + ". Findings:", "None of note", False),
        (LONG, "- contrast was given", False),
        (LONG, "[x] contrast", False),
        (LONG, "Sedation: none", False),
        (LONG, "2. contrast", False),
        (LONG, "articular processImaging: fluoroscopy", True),
        (LONG, "", False),
        (LONG, "IMPRESSION\nLumbar spondylosis.", False),
        ("Procedure", "left block", False),
    ],
)
def test_a_line_goes_on_where_it_is_long_and_the_next_is_no_new_start(before: str, after: str, joined: bool) -> None:
    text = f"{before}\n{after}\n"
    seen = joined_lines(text)
    assert len(seen) == len(text)
    assert seen.startswith(f"{before} {after.split(chr(10))[0]}") is joined or not after


NOTE = (
    "PROCEDURE NOTE\nDate of service: 03/10/2025\n"
    "PROCEDURE: Left L4-5 and L5-S1 medial branch blocks at the L3 and L4 medial branches and the L5 dorsal ramus "
    "under fluoroscopic guidance, diagnostic.\n"
    "HISTORY: The patient has had axial low back pain for 14 months, rated 8/10 on the NRS, without radiation below "
    "the knee. Physical therapy for 8 weeks and ibuprofen failed to give lasting relief.\n"
    "DESCRIPTION: Each nerve was injected with 0.5 ml of 0.5% bupivacaine after contrast had shown no vascular uptake. "
    "No sedation was given. The pain was 8/10 before and 1/10 after the block, relief of 90 percent for 6 hours.\n"
)


@pytest.mark.parametrize("width", [75, 80, 90, 100, 110])
def test_a_note_wrapped_at_any_usual_width_has_the_same_facts(width: int) -> None:
    wrapped = "\n".join("\n".join(textwrap.wrap(line, width, break_on_hyphens=False)) for line in NOTE.split("\n"))
    assert wrapped != NOTE

    def facts(text: str) -> object:
        return msgspec.to_builtins(msgspec.structs.replace(read_document(text), evidence=None, documents=None))

    assert facts(wrapped) == facts(NOTE)
