"""Synthetic 837P files of any size: facet claims with 2-4 lines, correct to the count, the same for the same seed.

python benchmarks/generate_837.py 20000 claims.837
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path

#: Claims in one transaction set; the guide's recommended ceiling.
SET = 5_000
_NPI = ("1234567893", "1245319599", "1679576722")
_SERVICES = (
    (("64493", "50:KX", 1, 412.0), ("64494", "50:KX", 1, 206.0)),
    (("64493", "RT:KX", 1, 275.0), ("64494", "RT:KX", 1, 138.0), ("77003", "26", 1, 95.0)),
    (("64635", "LT", 1, 810.0), ("64636", "LT", 2, 640.0)),
    (("64490", "50", 1, 430.0), ("64491", "50", 1, 215.0), ("64492", "50", 1, 215.0), ("99152", "", 1, 120.0)),
    (("64633", "RT", 1, 790.0), ("64634", "RT", 1, 320.0), ("99213", "25", 1, 130.0)),
)
_DIAGNOSES = ("M47816", "M47817", "M47812", "M4726", "M5450")


def segments(claims: int, seed: int = 1) -> Iterator[str]:
    """The segments of one interchange with so many claims, without terminators."""
    random_ = random.Random(seed)
    yield "ISA*00*          *00*          *ZZ*TESTSUBMITTER  *ZZ*TESTPAYER      *250401*0800*^*00501*000000001*0*T*:"
    yield "GS*HC*TESTSUBMITTER*TESTPAYER*20250401*0800*1*X*005010X222A1"
    sets = max(1, -(-claims // SET))
    for n in range(sets):
        body = [f"ST*837*{n + 1:04d}*005010X222A1", *_header()]
        for claim in range(n * SET, min(claims, (n + 1) * SET)):
            body += _claim(claim, claim - n * SET, random_)
        yield from body
        yield f"SE*{len(body) + 1}*{n + 1:04d}"
    yield f"GE*{sets}*1"
    yield "IEA*1*000000001"


def _header() -> list[str]:
    return [
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
    ]


def _claim(number: int, place: int, random_: random.Random) -> list[str]:
    services = random_.choice(_SERVICES)
    charge = sum(service[3] for service in services)
    day = f"2025{random_.randint(1, 3):02d}{random_.randint(1, 28):02d}"
    codes = random_.sample(_DIAGNOSES, 2)
    body = [
        f"HL*{place + 2}*1*22*0",
        "SBR*P*18*******MB",
        f"NM1*IL*1*TESTCASE{number % 977}*ANN{number % 89}****MI*1TEST{number:08d}",
        f"N3*{number % 500} SAMPLE ROAD",
        "N4*TESTVILLE*TX*75001",
        f"DMG*D8*19{random_.randint(30, 69)}0{random_.randint(1, 9)}1{random_.randint(0, 9)}*{random_.choice('FM')}",
        "NM1*PR*2*TEST PAYER*****PI*04412",
        f"CLM*T{number:07d}*{charge:g}***{random_.choice(('11', '22', '24'))}:B:1*Y*A*Y*Y",
        f"HI*ABK:{codes[0]}*ABF:{codes[1]}",
        f"NM1*82*1*DOCTOR*DORA****XX*{random_.choice(_NPI)}",
    ]
    for n, (cpt, modifiers, units, amount) in enumerate(services, 1):
        procedure = f"HC:{cpt}:{modifiers}" if modifiers else f"HC:{cpt}"
        body += [f"LX*{n}", f"SV1*{procedure}*{amount:g}*UN*{units}***1", f"DTP*472*D8*{day}"]
    return body


def write(claims: int, path: Path, seed: int = 1) -> None:
    """Writes one 837P file with so many claims."""
    with path.open("w", encoding="ascii", newline="") as file:
        file.writelines(f"{segment}~\n" for segment in segments(claims, seed))


if __name__ == "__main__":
    write(int(sys.argv[1]), Path(sys.argv[2]))
