"""Official CMS files in their real layouts, cut to a few synthetic rows."""

from __future__ import annotations

import zipfile
from pathlib import Path

PAIRS_HEAD = (
    "CPT only copyright. All rights reserved.\t\t\t\t\t\t\r\n"
    "Column1/Column2 Edits\t\t\t\t\t\t\r\n"
    "Column 1\tColumn 2\t*=in existence\tEffective\tDeletion\tModifier\tPTP Edit Rationale\r\n"
    "\t\tprior to 1996\tDate\tDate\t0=not allowed\t\r\n"
    "\t\t\t\t*=no data\t1=allowed\t\r\n"
    "\t\t\t\t\t9=not applicable\t\r\n"
)
PAIRS = (
    ("00100", "64490", "20100101", "*", "1"),
    ("20552", "64493", "20100101", "*", "1"),
    ("62323", "64493", "20250101", "*", "0"),
    ("64490", "36000", "20100101", "20191231", "0"),
    ("64493", "36000", "20100101", "*", "0"),
    ("64493", "99213", "20130101", "*", "1"),
    ("64493", "96372", "20200101", "20200101", "9"),
    ("99215", "10060", "20130101", "*", "1"),
)
UNITS = (
    '"CPT codes and descriptors are\ncopyright.",,,\r\n'
    '"HCPCS/\nCPT Code",{service} Services MUE Values,MUE Adjudication Indicator,MUE Rationale\r\n'
    "10060,1,2 Date of Service Edit: Policy,CMS Policy\r\n"
    "64493,1,2 Date of Service Edit: Policy,Code Descriptor\r\n"
    "64636,3,3 Date of Service Edit: Clinical,Clinical: Data\r\n"
)
ADD_ONS = (
    "CPT only copyright.\t\t\t\t\t\t\t\r\n"
    "AOC_Edit_Type\tAdd-On_Code\tAOC_DelDT\tPrimary_Code\tPrimary_Code_DelDT\tAOC_Edit_EffDT\tAOC_Edit_DelDT\tNotes\r\n"
    "1\t64494\t\t64493\t\t2013091\t\t\r\n"
    "1\t64494\t\t64490\t\t2013091\t2025090\t\r\n"
    "2\t64634\t\tCCCCC\t\t2013091\t\tContractor Defined\r\n"
)
FEES = (
    ",,2026 National Physician Fee Schedule Relative Value File January Release,,,,,,,,,,,,,,,,,,,,,,,,,,,,\r\n"
    ",,CPT codes and descriptions only are copyright,,,,,,,,,,,,,,,,,,,,,,,,,,,,\r\n"
    ",,,STATUS,MEDICARE,WORK,NON-FAC,NA,FACILITY,NA,MP,NON-FACILITY,FACILITY,PCTC,GLOB,PRE,INTRA,POST,MULT,BILAT,"
    "ASST,CO-,TEAM,ENDO,CONV,DIAGNOSTIC,CALCULATION,FAMILY,PAYMENT,PAYMENT,PAYMENT\r\n"
    "HCPCS,MOD,DESCRIPTION,CODE,PAYMENT,RVU,PE RVU,INDICATOR,PE RVU,INDICATOR,RVU,TOTAL,TOTAL,IND,DAYS,OP,OP,OP,"
    "PROC,SURG,SURG,SURG,SURG,BASE,FACTOR,PROCEDURES,FLAG,INDICATOR,AMOUNT,AMOUNT,AMOUNT\r\n"
    "64493,,text not kept,A,,1.52,3.5,,0.9,,0.1,5.2,2.5,0,000,0,0,0,2,1,2,0,0,,33.4,09,0,99,0,0,0\r\n"
    "64635,,text not kept,A,,3.32,9.5,,2.1,,0.3,13,5.7,0,014,0,0,0,2,1,1,0,0,,33.4,09,0,99,0,0,0\r\n"
    "77003,26,text not kept,A,,0.6,0.2,,0.2,,0.1,0.9,0.9,1,ZZZ,0,0,0,0,0,0,0,0,,33.4,09,0,99,0,0,0\r\n"
)
SURGERY = (
    "Addendum AA -- Final ASC Covered Surgical Procedures,,,,,,\r\n"
    "CPT codes copyright,,,,,,\r\n"
    "HCPCS Code,,Short Descriptor,Subject to Multiple Procedure Discounting,October 2026 Payment Indicator,"
    "October 2026  Payment Weight  ,October 2026 Payment Rate\r\n"
    "64493,,text not kept,Y,G2,8.4,$415.61\r\n"
    "64494,,text not kept,N,N1,,\r\n"
)
DIAGNOSES = (
    "30001 M4781   0 Spondylosis without myelopathy or radiculopathy                Spondylosis\r\n"
    "30002 M47816  1 Spondylosis w/o myelopathy or radiculopathy, lumbar region     Spondylosis\r\n"
    "30003 A000    1 Cholera                                                        Cholera\r\n"
)


def pair_lines(rows: tuple[tuple[str, ...], ...]) -> str:
    """Rows of a pair file as the file writes them."""
    return "".join(f"{a}\t{b}\t\t{first}\t{last}\t{mark}\tStandards\r\n" for a, b, first, last, mark in rows)


def write_all(folder: Path) -> dict[str, Path]:
    """One file of each kind, for different quarters of 2025 and 2026."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = {
        "ccipra-v320r0-f1.TXT": PAIRS_HEAD + pair_lines(PAIRS[:3]),
        "ccipra-v320r0-f2.TXT": PAIRS_HEAD + pair_lines(PAIRS[3:]),
        "MCR_MUE_PractitionerServices_Eff_01-01-2026.csv": UNITS.format(service="Practitioner"),
        "MCR_MUE_OutpatientHospitalServices_Eff_01-01-2026.csv": UNITS.format(service="Outpatient Hospital"),
        "AOC_V2025Q4_01-MCR.txt": ADD_ONS,
        "PPRRVU26_JAN.csv": FEES,
        "October 2026 ASC AA.csv": SURGERY,
        "icd10cm_order_2027.txt": DIAGNOSES,
    }
    for name, text in texts.items():
        (folder / name).write_bytes(text.encode("cp1252"))
    return {name: folder / name for name in texts}


def zipped(folder: Path, *names: str) -> Path:
    """Some of the files in one ZIP file, in a folder of it, as CMS packs them."""
    path = folder / "download.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.write(folder / name, f"inner/{name}")
        archive.writestr("inner/readme.pdf", b"%PDF")
    return path
