"""Small 837 files for the tests, written segment by segment so that a test can break one of them."""

from __future__ import annotations

ISA = "ISA*00*          *00*          *ZZ*TESTSENDER     *ZZ*TESTPAYER      *250401*0800*^*00501*000000001*0*T*:"
PROFESSIONAL = (
    ISA,
    "GS*HC*TESTSENDER*TESTPAYER*20250401*0800*1*X*005010X222A1",
    "ST*837*0001*005010X222A1",
    "BHT*0019*00*1*20250401*0800*CH",
    "NM1*41*2*TEST PAIN GROUP*****46*T100",
    "PER*IC*OFFICE*TE*5550100100",
    "NM1*40*2*TEST PAYER*****46*P100",
    "HL*1**20*1",
    "PRV*BI*PXC*208VP0014X",
    "NM1*85*2*TEST PAIN GROUP*****XX*1234567893",
    "N3*1 TEST STREET",
    "N4*TESTVILLE*TX*750010000",
    "REF*EI*000000001",
    "HL*2*1*22*0",
    "SBR*P*18*******MB",
    "NM1*IL*1*TESTCASE*ANN****MI*1TEST0000001",
    "N3*2 SAMPLE ROAD",
    "N4*TESTVILLE*TX*75001",
    "DMG*D8*19500102*F",
    "NM1*PR*2*TEST PAYER*****PI*04412",
    "CLM*T-1*793***11:B:1*Y*A*Y*Y",
    "REF*G1*AH12345678901A",
    "HI*ABK:M47816*ABF:M47817",
    "NM1*82*1*DOCTOR*DORA****XX*1245319599",
    "PRV*PE*PXC*208VP0014X",
    "LX*1",
    "SV1*HC:64493:50:KX*412*UN*1***1:2",
    "DTP*472*D8*20250310",
    "REF*6R*LINE-1",
    "LX*2",
    "SV1*HC:64494:50:KX*206*UN*1***1:2",
    "DTP*472*D8*20250310",
    "LX*3",
    "SV1*HC:99213:25*175*UN*1***1",
    "DTP*472*D8*20250310",
    "HL*3*1*22*1",
    "SBR*P********CI",
    "NM1*IL*1*TESTCASE*BOB****MI*2TEST0000002",
    "NM1*PR*2*OTHER PAYER*****PI*99999",
    "HL*4*3*23*0",
    "PAT*19",
    "NM1*QC*1*TESTCASE*CARLA",
    "N3*3 SAMPLE ROAD",
    "N4*TESTVILLE*TX*75001",
    "DMG*D8*19800708*F",
    "CLM*T-2*810***24:B:1*Y*A*Y*Y",
    "HI*ABK:M47812",
    "LX*1",
    "SV1*HC:64633:RT*810*UN*1***1",
    "DTP*472*RD8*20250311-20250311",
    "SE*49*0001",
    "GE*1*1",
    "IEA*1*000000001",
)
INSTITUTIONAL = (
    ISA.replace("000000001", "000000002"),
    "GS*HC*TESTSENDER*TESTPAYER*20250401*0800*1*X*005010X223A2",
    "ST*837*0001*005010X223A2",
    "BHT*0019*00*1*20250401*0800*CH",
    "NM1*41*2*TEST HOSPITAL*****46*T100",
    "PER*IC*OFFICE*TE*5550100100",
    "NM1*40*2*TEST PAYER*****46*P100",
    "HL*1**20*1",
    "NM1*85*2*TEST HOSPITAL*****XX*1234567893",
    "N3*1 TEST STREET",
    "N4*TESTVILLE*TX*750010000",
    "REF*EI*000000001",
    "HL*2*1*22*0",
    "SBR*P*18*******MA",
    "NM1*IL*1*TESTCASE*ANN****MI*1TEST0000001",
    "N3*2 SAMPLE ROAD",
    "N4*TESTVILLE*TX*75001",
    "DMG*D8*19500102*F",
    "NM1*PR*2*TEST PAYER*****PI*04412",
    "CLM*H-1*1200***13:A:1**A*Y*Y",
    "DTP*434*RD8*20250310-20250310",
    "CL1*3*1*01",
    "HI*ABK:M47816",
    "NM1*71*1*DOCTOR*DORA****XX*1245319599",
    "LX*1",
    "SV2*0360*HC:64635:RT*1200*UN*1",
    "DTP*472*D8*20250310",
    "SE*26*0001",
    "GE*1*1",
    "IEA*1*000000002",
)


def written(
    segments: tuple[str, ...] | list[str], *, element: str = "*", component: str = ":", end: str = "~\n"
) -> bytes:
    """The segments as a file with these separators; `end` is the terminator and what follows it."""
    swapped = str.maketrans({"*": element, ":": component})
    return "".join(segment.translate(swapped) + end for segment in segments).encode("latin-1")


def with_segment(segments: tuple[str, ...], old: str, new: str | None, *, nth: int = 1) -> tuple[list[str], int]:
    """The segments with the nth one beginning with `old` replaced (None: left out), and its number from 1."""
    out = list(segments)
    places = [n for n, segment in enumerate(out) if segment.startswith(old)]
    place = places[nth - 1]
    if new is None:
        del out[place]
    else:
        out[place] = new
    return out, place + 1


def counted(segments: list[str]) -> list[str]:
    """The segments with SE01 put right, so that a test of another fault has no count fault beside it."""
    out, first = [], 0
    for n, segment in enumerate(segments):
        if segment.startswith("ST*"):
            first = n
        if segment.startswith("SE*"):
            parts = segment.split("*")
            segment = f"SE*{n - first + 1}*{parts[2]}"
        out.append(segment)
    return out
