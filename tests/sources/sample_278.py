"""Small 278 answers for the tests, written segment by segment so that a test can break one of them."""

from __future__ import annotations

HEAD = (
    "ISA*00*          *00*          *ZZ*TESTPAYER      *ZZ*TESTSENDER     *260301*0800*^*00501*000000007*0*T*:",
    "GS*HI*TESTPAYER*TESTSENDER*20260301*0800*7*X*005010X217",
    "ST*278*0001*005010X217",
    "BHT*0007*11*REQ-1*20260301*0800*18",
    "HL*1**20*1",
    "NM1*X3*2*TEST PAYER*****PI*04412",
    "HL*2*1*21*1",
    "NM1*1P*2*TEST PAIN GROUP*****XX*1234567893",
    "HL*3*2*22*1",
    "NM1*IL*1*TESTCASE*ANN****MI*1TEST0000001",
    "DMG*D8*19500102*F",
    "HL*4*3*EV*1",
    "TRN*2*REQ-1*1000000001",
)
EVENT = (
    "UM*HS*I*2*24:B",
    "HCR*A2*15A00000000336",
    "REF*NT*CASE-9",
    "DTP*102*D8*20260228",
    "DTP*007*RD8*20260301-20260629",
    "MSG*PART OF THE REQUEST IS APPROVED",
    "NM1*SJ*1*DOCTOR*DORA****XX*1245319599",
)
APPROVED_LINE = ("HL*5*4*SS*0", "TRN*2*REQ-1-1*1000000001", "HCR*A1*15A00000000336", "SV1*HC:64493:50**UN*1")
DENIED_LINE = (
    "HL*6*4*SS*0",
    "TRN*2*REQ-1-2*1000000001",
    "HCR*A3**0F",
    "REF*NT*CASE-9-2",
    "SV1*HC:64494:50**UN*1",
    "MSG*SECOND JOINT NOT SUPPORTED",
)
PARTIAL = (*HEAD, *EVENT, *APPROVED_LINE, *DENIED_LINE)
DENIED = (*HEAD, "UM*HS*I*2*24:B", "HCR*A3*15A00000000337*0F", "HL*5*4*SS*0", "SV1*HC:64493:50**UN*1")
REJECTED = (
    *HEAD[:3],
    "BHT*0007*11*REQ-1*20260301*0800",
    *HEAD[4:10],
    "AAA*N**75*C",
)


def written(*body: str) -> str:
    """A whole interchange, its counts right."""
    count = len(body) - 2 + 1
    return "".join(f"{text}~\n" for text in (*body, f"SE*{count}*0001", "GE*1*7", "IEA*1*000000007"))


def replaced(body: tuple[str, ...], old: str, *new: str) -> tuple[str, ...]:
    """The segments with one of them written otherwise, or left out."""
    place = body.index(old)
    return (*body[:place], *new, *body[place + 1 :])
