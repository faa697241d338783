"""A CMS-1500 in another layout than ours, for the tests: captions as the printed form has them, content in Courier."""

from __future__ import annotations

from fpdf import FPDF

CAPTIONS = (
    (20, 700, "1. MEDICARE"), (90, 700, "MEDICAID"), (160, 700, "TRICARE"), (360, 700, "1a. INSURED'S I.D. NUMBER"),
    (20, 670, "2. PATIENT'S NAME (Last Name, First Name)"), (215, 670, "3. PATIENT'S BIRTH DATE"), (315, 670, "SEX"),
    (300, 656, "M"), (335, 656, "F"), (360, 670, "4. INSURED'S NAME (Last Name, First Name)"), (217, 663, "MM DD YY"),
    (20, 640, "5. PATIENT'S ADDRESS (No., Street)"), (215, 640, "6. PATIENT RELATIONSHIP TO INSURED"),
    (220, 626, "Self"), (250, 626, "Spouse"), (290, 626, "Child"), (320, 626, "Other"),
    (360, 640, "7. INSURED'S ADDRESS"), (360, 600, "11. INSURED'S POLICY GROUP"),
    (360, 570, "a. INSURED'S DATE OF BIRTH"),
    (360, 540, "c. INSURANCE PLAN NAME"),
    (20, 480, "17. NAME OF REFERRING PROVIDER"), (215, 488, "17a."), (215, 476, "17b. NPI"),
    (360, 480, "18. HOSPITALIZATION DATES"),
    (20, 440, "21. DIAGNOSIS OR NATURE OF ILLNESS OR INJURY"), (280, 440, "ICD Ind."),
    (25, 426, "A."), (110, 426, "B."), (195, 426, "C."), (280, 426, "D."), (25, 414, "E."), (110, 414, "F."),
    (360, 440, "22. RESUBMISSION"), (360, 416, "23. PRIOR AUTHORIZATION NUMBER"),
    (20, 390, "24. A. DATE(S) OF SERVICE"), (25, 382, "From"), (90, 382, "To"), (150, 390, "B."), (150, 382, "PLACE"),
    (175, 390, "C."), (200, 390, "D. PROCEDURES, SERVICES, OR SUPPLIES"), (330, 390, "E."), (330, 382, "POINTER"),
    (365, 390, "F."), (365, 382, "$ CHARGES"), (420, 390, "G."), (445, 390, "H."), (465, 390, "I."),
    (485, 390, "J."), (485, 382, "RENDERING PROVIDER ID. #"),
    (20, 220, "25. FEDERAL TAX I.D. NUMBER"), (180, 220, "26. PATIENT'S ACCOUNT NO."),
    (290, 220, "27. ACCEPT ASSIGNMENT?"),
    (365, 220, "28. TOTAL CHARGE"), (440, 220, "29. AMOUNT PAID"),
    (20, 190, "31. SIGNATURE OF PHYSICIAN"), (180, 190, "32. SERVICE FACILITY LOCATION INFORMATION"),
    (365, 190, "33. BILLING PROVIDER INFO & PH #"), (182, 140, "a."), (260, 140, "b."), (367, 140, "a."),
    (460, 140, "b."),
)  # fmt: skip
CONTENT = (
    (22, 690, "X"), (362, 688, "1TEST0000001"), (22, 658, "TESTCASE, ANN"), (217, 656, "01 02 1950"), (343, 656, "X"),
    (362, 658, "SAME"), (22, 628, "12 SAMPLE ROAD"), (236, 626, "X"), (362, 530, "TEST PAYER"),
    (22, 468, "DN DOCTOR, DORA"), (245, 476, "1245319599"),
    (320, 440, "0"), (36, 426, "M47.816"), (122, 426, "M47817"), (362, 404, "AH12345678901A"),
    (25, 352, "03 10 25"), (90, 352, "03 10 25"), (152, 352, "11"), (205, 352, "64493"), (250, 352, "50"),
    (272, 352, "KX"), (332, 352, "AB"), (370, 352, "412"), (400, 352, "00"), (422, 352, "1"), (490, 352, "1245319599"),
    (490, 340, "208VP0014X"), (468, 340, "ZZ"),
    (25, 328, "03 10 25"), (90, 328, "03 10 25"), (152, 328, "11"), (205, 328, "64494"), (250, 328, "50"),
    (272, 328, "KX"), (332, 328, "A"), (370, 328, "206"), (400, 328, "00"), (422, 328, "1"), (490, 328, "1245319599"),
    (22, 208, "000000001"), (182, 208, "T-1"), (370, 208, "618"), (410, 208, "00"),
    (367, 180, "(555) 5550100"), (367, 170, "TEST PAIN GROUP"), (367, 160, "1 TEST STREET"),
    (367, 150, "TESTVILLE TX 75001"), (377, 140, "1234567893"),
)  # fmt: skip


def paper(
    captions: tuple[tuple[float, float, str], ...] = CAPTIONS,
    content: tuple[tuple[float, float, str], ...] = CONTENT,
    *,
    font: str = "Courier",
    size: float = 9,
) -> bytes:
    """The form as PDF; `font` and `size` are those of its content."""
    pdf = FPDF(unit="pt", format="letter")
    pdf.add_page()
    for texts, name, points in ((captions, "Helvetica", 5.5), (content, font, size)):
        pdf.set_font(name, size=points)
        for x, y, text in texts:
            pdf.text(x, 792 - y, text)
    return bytes(pdf.output())
