# ruff: noqa: E501 - one pattern or list a line
"""Labels of the day and the place of a procedure. All patterns are lower case."""

from __future__ import annotations

import re

from facetproof.facts.gates import Gated

SERVICE = re.compile(
    r"\b(?:dos|date of (?:the )?(?:service|procedure|operation|surgery|injection|treatment|encounter)|(?:procedure|service|operation|surgery|injection|treatment|encounter) date|performed(?: on)?|procedure performed on|date performed|admitted|admitted on|(?<!run )(?<!print )(?<!printed )(?<!report )(?<!order )(?<!result )(?<!dictation )date)\s*[:=-]*\s*$"
)
VISIT = re.compile(r"\b(?:visit date|date of visit|visit|seen|date seen)\s*[:=-]*\s*$")
ELSEWHERE = re.compile(
    r"\b(?:dob|d\.o\.b\.?|birth|born|mri|x-?rays?|ct|last|injury|doi|accident|onset|labs?|a1c|since|next|consult\w*|transcribed|dictated|printed|run date|print date|report date|addend\w*|late entry|amend\w*|correction|faxed|received|d:|t:|follow-?up|return|block #?\d|#\d|first|1st|previous|prior|consent\w*|policy|reviewed?|"
    r"authori[sz]ation|expires?|valid|effective|insurance|member|subscriber|coverage|copay|eligib\w*|run date|report date|booked|cancell?ed|admission|discharge)\b[^\n.]{0,28}$"
)
SIGNED = re.compile(r"\b(?:sign\w*|authenticated|e-?sig\w*|attest\w*|cosigned|cosign)\b|\bmd\b|\bdo\b")
PLACE_LABEL = re.compile(r"\b(?:setting|place of service|pos|site of service|location|facility)\b")
POS = Gated(
    r"\b(?:pos|place of service(?: code)?|site of service)\b\s*[:#(-]*\s*(?P<code>\d{2})\b|\b(?:pos|place of service|site of service|setting|facility|location)\b[ :#-]{1,4}[a-z][a-z ,&-]{2,50}\((?:pos )?(?P<code2>11|12|19|21|22|23|24|49)\)"
)
PLACES = (
    (
        re.compile(r"\b(?:asc|ambulatory surg\w+(?: center| centre)?|surgery cent(?:er|re)|surgical cent(?:er|re))\b"),
        "24",
    ),
    (re.compile(r"\b(?:office|clinic procedure (?:room|suite)|in-office)\b"), "11"),
)
ENTITY = re.compile(
    r"\b(?:billed by|billing(?: entity)?|bill type|claim type|billing provider type)\b\s*[:=-]\s*(?P<who>[^\n;]{2,40})"
)
WHO = (
    (re.compile(r"\b(?:professional|physician|cms-?1500|pro fee)\b"), "professional"),
    (re.compile(r"\b(?:asc|ambulatory)\b"), "asc"),
    (re.compile(r"\b(?:hospital outpatient|hopd|outpatient hospital|ub-?04|hospital)\b"), "hospital_outpatient"),
)
