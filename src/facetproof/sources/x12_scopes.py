"""Which segments and which names may stand where in an 837: header, provider, subscriber, patient, claim, line."""

from __future__ import annotations

from enum import StrEnum


class Scope(StrEnum):
    """The part of a transaction set that a segment belongs to, told by what came before it."""

    NONE = "no transaction set"
    HEADER = "the header"
    PROVIDER = "the billing provider"
    SUBSCRIBER = "the subscriber"
    PATIENT = "the patient"
    CLAIM = "the claim"
    OTHER_PAYER = "another payer"
    LINE = "the service line"
    ADJUDICATION = "another payer's answer for the line"


#: Scopes around the claims, and those within one.
OUTER_SCOPES = frozenset({Scope.HEADER, Scope.PROVIDER, Scope.SUBSCRIBER, Scope.PATIENT})
CLAIM_SCOPES = frozenset({Scope.CLAIM, Scope.OTHER_PAYER, Scope.LINE, Scope.ADJUDICATION})
_PARTY = {"NM1", "N2", "N3", "N4", "REF", "PER"}
_CLAIM = "DTP CL1 PWK CN1 AMT K3 NTE CR1 CR2 CR3 CR5 CR6 CR7 CR8 CRC HI HCP PRV QTY DN1 DN2 HSD DSB UR"
_LINE = (
    "SV1 SV2 SV3 SV4 SV5 SV6 SV7 PWK CR1 CR2 CR3 CR4 CR5 CRC DTP QTY MEA CN1 AMT K3 NTE PS1 HCP LIN CTP PRV LQ FRM TOO "
    "IMM HSD UC"
)

#: Segments by scope. Those that open a scope of their own (HL, CLM, SBR, LX, SVD) are followed by the reader.
ALLOWED: dict[Scope, frozenset[str]] = {
    Scope.NONE: frozenset(),
    Scope.HEADER: frozenset({"BHT", "REF", "NM1", "PER", "N2"}),
    Scope.PROVIDER: frozenset(_PARTY | {"PRV", "CUR"}),
    Scope.SUBSCRIBER: frozenset(_PARTY | {"PAT", "DMG"}),
    Scope.PATIENT: frozenset(_PARTY | {"PAT", "DMG"}),
    Scope.CLAIM: frozenset([*_PARTY, *_CLAIM.split()]),
    Scope.OTHER_PAYER: frozenset(_PARTY | {"CAS", "AMT", "OI", "MIA", "MOA", "DTP", "DMG"}),
    Scope.LINE: frozenset([*_PARTY, *_LINE.split()]),
    Scope.ADJUDICATION: frozenset({"CAS", "DTP", "AMT", "LQ", "FRM"}),
}

#: Entities that an NM1 segment may name, by scope.
ENTITIES: dict[Scope, frozenset[str]] = {
    Scope.HEADER: frozenset({"40", "41"}),
    Scope.PROVIDER: frozenset({"85", "87", "PE"}),
    Scope.SUBSCRIBER: frozenset({"IL", "PR", "QD"}),
    Scope.PATIENT: frozenset({"QC"}),
    Scope.CLAIM: frozenset({"45", "71", "72", "73", "77", "82", "DN", "DQ", "FA", "P3", "PW", "QB", "TL", "ZZ", "DD"}),
    Scope.OTHER_PAYER: frozenset({"IL", "PR", "DN", "P3", "82", "77", "DQ", "85", "71", "72", "ZZ", "QC", "FA", "DD"}),
    Scope.LINE: frozenset({"45", "71", "72", "77", "82", "DK", "DN", "DQ", "P3", "PR", "PW", "QB", "ZZ", "FA", "DD"}),
}
