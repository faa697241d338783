# ruff: noqa: E501 - notes as they are written
"""Procedure notes in many styles, each with what is read of its session."""

from __future__ import annotations

from typing import Any

Expected = dict[str, Any]

CASES: list[tuple[str, str, Expected]] = [
    (
        "letter to the family doctor",
        """Dear Dr. Sample,

Thank you for letting me see Mrs. Testcase again. Today I performed right L4/5 and L5/S1 facet joint injections under
x-ray control. Each joint received 1 ml of 0.25% bupivacaine with 20 mg of triamcinolone. She had no sedation. She went
home with her husband after half an hour.

Yours sincerely,
Dr. A. Person
""",
        {
            "technique": "intra_articular",
            "guidance": "fluoroscopy",
            "sedation": "none",
            "targets": [{"side": "right", "joints": ["L4-5", "L5-S1"]}],
            "injectates": [
                {"agent": "bupivacaine", "percent": 0.25, "ml": 1, "per": "target"},
                {"agent": "triamcinolone", "mg": 20, "per": "target"},
            ],
        },
    ),
    (
        "all capitals, no colon headings",
        """OPERATIVE NOTE
DATE OF SERVICE 04/22/2025
PREOPERATIVE DIAGNOSIS LUMBAR SPONDYLOSIS
PROCEDURE LEFT L2, L3, L4 MEDIAL BRANCH RADIOFREQUENCY ABLATION
ANESTHESIA LOCAL
DESCRIPTION
THE PATIENT WAS PLACED PRONE. UNDER FLUOROSCOPY THREE 20 GAUGE CANNULAS WERE ADVANCED. AFTER MOTOR TESTING, 1 ML OF 2% LIDOCAINE WAS GIVEN AT EACH NERVE. LESIONS WERE MADE AT 85 DEGREES FOR 120 SECONDS.
ELECTRONICALLY SIGNED BY A PERSON MD 04/22/2025
""",
        {
            "dos": "2025-04-22",
            "technique": "thermal_rfa",
            "guidance": "fluoroscopy",
            "sedation": "none",
            "signed": True,
            "ablation": {"celsius": 85, "seconds": 120},
            "targets": [{"side": "left", "nerves": ["L2", "L3", "L4"]}],
            "injectates": [{"agent": "lidocaine", "percent": 2, "ml": 1, "per": "target"}],
        },
    ),
    (
        "two lines of shorthand",
        "6/3/25 B/L L3-4, L4-5 IA facet inj, tx. Fluoro, arthrogram ok. Kenalog 20 mg + 0.5 cc 0.5% marcaine per joint. "
        "No sed. NRS 7 -> 3. M47.816. e-signed A Person MD",
        {
            "dos": "2025-06-03",
            "technique": "intra_articular",
            "guidance": "fluoroscopy",
            "contrast": True,
            "signed": True,
            "targets": [{"side": "bilateral", "joints": ["L3-4", "L4-5"]}],
            "pain_before": {"scale": "NRS", "score": 7},
            "pain_after": {"scale": "NRS", "score": 3},
        },
    ),
    (
        "pulsed radiofrequency",
        """Procedure: Pulsed radiofrequency of the right C4 and C5 medial branches
Date of procedure: 2025-05-14
Under fluoroscopy cannulas were placed. Pulsed RF at 42 degrees C for 120 seconds at each nerve. No sedation.
""",
        {
            "dos": "2025-05-14",
            "technique": "pulsed_rfa",
            "guidance": "fluoroscopy",
            "sedation": "none",
            "targets": [{"side": "right", "nerves": ["C4", "C5"]}],
            "ablation": {"celsius": 42, "seconds": 120},
        },
    ),
    (
        "cooled radiofrequency named in the text only",
        """PROCEDURE: Radiofrequency ablation of left L3, L4 medial branches and L5 dorsal ramus
DESCRIPTION: Prone. Under fluoroscopic guidance 17-gauge introducers were placed. A water-cooled probe was used at 60 degrees C for 150 seconds.
""",
        {
            "technique": "cooled_rfa",
            "guidance": "fluoroscopy",
            "targets": [{"side": "left", "nerves": ["L3", "L4", "L5"]}],
            "ablation": {"celsius": 60, "seconds": 150},
        },
    ),
    (
        "third occipital nerve",
        """Procedure performed: Left third occipital nerve and C3 medial branch block, diagnostic
Guidance: C-arm
0.3 mL of 4% lidocaine was placed at each nerve after negative aspiration.
""",
        {
            "technique": "medial_branch_block",
            "intent": "diagnostic",
            "guidance": "fluoroscopy",
            "targets": [{"side": "left", "nerves": ["TON", "C3"]}],
            "injectates": [{"agent": "lidocaine", "percent": 4, "ml": 0.3, "per": "target"}],
        },
    ),
    (
        "different levels on the two sides",
        """Procedure: Right L4-5 and left L5-S1 facet joint injections, therapeutic
Fluoroscopy. Needle into each joint. Depo-Medrol 20 mg per joint. Tolerated well.
""",
        {
            "technique": "intra_articular",
            "intent": "therapeutic",
            "targets": [{"side": "right", "joints": ["L4-5"]}, {"side": "left", "joints": ["L5-S1"]}],
            "injectates": [{"agent": "methylprednisolone", "mg": 20, "per": "target"}],
        },
    ),
    (
        "labels without nouns stay as written",
        """Procedure: RFA, left L3, L4, L5
Needles placed under fluoroscopy, lesions at 80 C for 90 s. Facet pain.
""",
        {
            "technique": "thermal_rfa",
            "targets": [{"side": "left", "text": "L3, L4, L5"}],
            "ablation": {"celsius": 80, "seconds": 90},
        },
    ),
    (
        "a span stays as written",
        """Procedure: Bilateral lumbar facet injections L3-S1
Prone, fluoroscopy, needle to each joint.
""",
        {"technique": "intra_articular", "targets": [{"side": "bilateral", "text": "L3-S1"}]},
    ),
    (
        "only bony landmarks",
        """Procedure: Medial branch block, right
Needles were advanced under fluoroscopy to the L4 transverse process and the L5 transverse process.
""",
        {
            "technique": "medial_branch_block",
            "guidance": "fluoroscopy",
            "targets": [{"side": "right", "landmarks": ["L4 transverse process", "L5 transverse process"]}],
        },
    ),
    (
        "MAC with a reason",
        """Procedure: Left C5-6 and C6-7 medial branch blocks
Anesthesia: MAC because of severe needle phobia with syncope
Description: prone, fluoroscopy, needles placed, tolerated.
""",
        {
            "technique": "medial_branch_block",
            "sedation": "mac",
            "sedation_reason": "severe needle phobia with syncope",
            "targets": [{"side": "left", "joints": ["C5-6", "C6-7"]}],
        },
    ),
    (
        "midazolam without a depth",
        """Procedure: Right L4-5 facet joint injection
Fluoroscopy used. Midazolam 2 mg IV was given. 1 mL of 0.5% bupivacaine was injected into the joint.
""",
        {
            "technique": "intra_articular",
            "sedation": "moderate",
            "targets": [{"side": "right", "joints": ["L4-5"]}],
            "injectates": [{"agent": "bupivacaine", "percent": 0.5, "ml": 1, "per": "target"}],
        },
    ),
    (
        "general anaesthesia",
        """Procedure: Bilateral L5-S1 facet joint injection
Anaesthesia: General
Image intensifier used. Needle into each joint.
""",
        {"technique": "intra_articular", "sedation": "general", "guidance": "fluoroscopy"},
    ),
    (
        "contrast withheld",
        """Procedure: Right L4-5 facet joint injection
Fluoroscopic guidance. Contrast was not used because of an allergy. Needle into the joint.
""",
        {"technique": "intra_articular", "contrast": False, "guidance": "fluoroscopy"},
    ),
    (
        "no spread on contrast",
        """Procedure: Right L4-5 facet joint injection
Needle placed under fluoroscopy. Omnipaque 0.2 mL showed no vascular uptake. Permanent images were saved to PACS.
""",
        {"technique": "intra_articular", "contrast": True, "images_saved": True},
    ),
    (
        "images not kept",
        """Procedure: Right L4-5 facet joint injection
Needle placed under fluoroscopy. Images were not saved.
""",
        {"technique": "intra_articular", "images_saved": False},
    ),
    (
        "no imaging",
        """Procedure: Left L4-5 facet injection
Done by landmarks without imaging guidance. Needle placed, 1 mL lidocaine 1% injected.
""",
        {"technique": "intra_articular", "guidance": "none"},
    ),
    (
        "relief in the recovery room",
        """Procedure: Left L4-5, L5-S1 medial branch block, diagnostic
Prone, fluoroscopy, needles placed. In recovery she reported 90% relief of her usual pain.
Plan: repeat if relief is 80% or more.
""",
        {"technique": "medial_branch_block", "relief": {"percent": 90}},
    ),
    (
        "a total shared among the joints",
        """Procedure: Bilateral L4-5 and L5-S1 facet joint injections
Under fluoroscopy a total of 4 mL of 0.25% bupivacaine and 80 mg of Depo-Medrol was divided among the joints.
""",
        {
            "technique": "intra_articular",
            "injectates": [
                {"agent": "bupivacaine", "percent": 0.25, "ml": 4, "per": "total"},
                {"agent": "methylprednisolone", "mg": 80, "per": "total"},
            ],
        },
    ),
    (
        "a recipe gives strength, no dose",
        """Procedure: Right C5-6 facet joint injection
Fluoroscopy. 0.5 mL of a mixture of 1 mL dexamethasone 10 mg/mL and 1 mL of 1% lidocaine was injected.
""",
        {
            "technique": "intra_articular",
            "injectates": [{"agent": "dexamethasone"}, {"agent": "lidocaine", "percent": 1}],
        },
    ),
    (
        "skin local is no injectate",
        """Procedure: Right L3, L4 medial branch block
Skin infiltrated with 1% lidocaine. Needles under fluoroscopy. 0.5 mL ropivacaine 0.2% at each nerve.
""",
        {
            "technique": "medial_branch_block",
            "injectates": [{"agent": "ropivacaine", "percent": 0.2, "ml": 0.5, "per": "target"}],
        },
    ),
    (
        "the same on the other side",
        """Procedure: Facet joint injections, lumbar
Under fluoroscopy a needle entered the right L4-5 joint. The same procedure was repeated on the left side.
""",
        {"technique": "intra_articular", "targets": [{"side": "bilateral", "joints": ["L4-5"]}]},
    ),
    (
        "the beam is no side of the patient",
        """Procedure: Left L4-5 medial branch block
Prone, C-arm in right oblique view, needles placed on the left, tolerated. Driver on his right.
""",
        {"technique": "medial_branch_block", "targets": [{"side": "left", "joints": ["L4-5"]}]},
    ),
    (
        "compact pairs",
        """Procedure: LT L34, L45, L5S1 facet joint injections under fluoro
Needles placed. Tolerated.
""",
        {"technique": "intra_articular", "targets": [{"side": "left", "joints": ["L3-4", "L4-5", "L5-S1"]}]},
    ),
    (
        "form with fields of its own",
        """Type of block : Medial branch
Side : Left
Levels treated : L3/4, L4/5
Image guidance : Fluoroscopy
Sedation : None
Injectate : 0.5 ml of 0.5 % bupivacaine per level
Date of injection : 12 May 2025
Needle passes: 1 each
""",
        {
            "dos": "2025-05-12",
            "technique": "medial_branch_block",
            "sedation": "none",
            "guidance": "fluoroscopy",
            "targets": [{"side": "left", "joints": ["L3-4", "L4-5"]}],
            "injectates": [{"agent": "bupivacaine", "percent": 0.5, "ml": 0.5, "per": "target"}],
        },
    ),
    (
        "unicode boxes",
        """Procedure: ☒ Medial branch block ☐ Facet joint injection ☐ RFA
Purpose: ☐ Diagnostic ☒ Therapeutic
Side: ☐ Left ☐ Right ☒ Bilateral
Levels: ☐ L3-4 ☒ L4-5 ☒ L5-S1
Guidance: ☒ Fluoroscopy ☐ CT
Needle placed without difficulty.
""",
        {
            "technique": "medial_branch_block",
            "intent": "therapeutic",
            "guidance": "fluoroscopy",
            "targets": [{"side": "bilateral", "joints": ["L4-5", "L5-S1"]}],
        },
    ),
    (
        "numbered list of procedures",
        """PROCEDURES PERFORMED:
1. Right L3-4 facet joint injection
2. Right L4-5 facet joint injection
3. Fluoroscopic guidance

TECHNIQUE: prone, needles into both joints, 0.5 cc of 0.5% Marcaine in each joint.
""",
        {
            "technique": "intra_articular",
            "guidance": "fluoroscopy",
            "targets": [{"side": "right", "joints": ["L3-4", "L4-5"]}],
            "injectates": [{"agent": "bupivacaine", "percent": 0.5, "ml": 0.5, "per": "target"}],
        },
    ),
    (
        "surgery centre",
        """Location: Ambulatory Surgery Center
Procedure: Right L4-5 facet joint injection
Fluoroscopy, needle placed.
""",
        {"technique": "intra_articular", "place_of_service": "24"},
    ),
    (
        "diagnostic and therapeutic at once",
        """Procedure: Diagnostic and therapeutic left L4-5 facet joint injection
Fluoroscopy, needle placed.
""",
        {"technique": "intra_articular", "intent": None},
    ),
    (
        "pain before and after on one line",
        """Procedure: Left L4-5 MBB
Pain VAS pre 8/10, post 1/10. Needles placed under fluoroscopy.
""",
        {
            "technique": "medial_branch_block",
            "pain_before": {"scale": "VAS", "score": 8},
            "pain_after": {"scale": "VAS", "score": 1},
        },
    ),
    (
        "phenol",
        """Procedure: Chemical neurolysis of the right L4 and L5 medial branches with phenol
Fluoroscopy. Needles placed. 0.5 mL of 6% phenol per nerve.
""",
        {"technique": "chemical", "targets": [{"side": "right", "nerves": ["L4", "L5"]}]},
    ),
    (
        "cryoneurolysis",
        """Procedure: Cryoneurolysis of left L3, L4 medial branches
Cryoprobe placed under fluoroscopy.
""",
        {"technique": "cryo", "targets": [{"side": "left", "nerves": ["L3", "L4"]}]},
    ),
    (
        "synovial cyst",
        """Procedure: Right L4-5 facet synovial cyst rupture under CT guidance
Needle into the joint; the cyst was ruptured with 3 mL of saline.
""",
        {"technique": "cyst_rupture", "guidance": "ct", "targets": [{"side": "right", "joints": ["L4-5"]}]},
    ),
    (
        "sacroiliac joint",
        "Procedure: Right sacroiliac joint injection under fluoroscopy\nNeedle into the joint.\n",
        {"technique": "not_facet", "targets": None},
    ),
    (
        "transforaminal epidural",
        "Procedure: Left L5-S1 transforaminal epidural steroid injection\nNeedle under fluoroscopy.\n",
        {"technique": "not_facet", "targets": None},
    ),
    (
        "greater occipital nerve",
        "Procedure: Bilateral greater occipital nerve block\nNeedle placed, 2 mL lidocaine.\n",
        {"technique": "not_facet", "targets": None},
    ),
    (
        "sacral lateral branches",
        "Procedure: Radiofrequency ablation of right L5 dorsal ramus and S1, S2, S3 lateral branches for sacroiliac pain\nProbes placed.\n",
        {"technique": "not_facet", "targets": None},
    ),
    (
        "stellate ganglion",
        "Procedure: Right stellate ganglion block at C6\nUltrasound, needle placed.\n",
        {"technique": "not_facet", "targets": None},
    ),
    (
        "genicular nerves",
        "Procedure: Right genicular nerve radiofrequency ablation\nProbes placed, lesions at 80 C.\n",
        {"technique": "not_facet", "targets": None},
    ),
    (
        "facet and sacroiliac on one day",
        "Procedure: Right L5-S1 facet joint injection and right sacroiliac joint injection\nFluoroscopy. Needle placed.\n",
        {
            "technique": "intra_articular",
            "targets": [{"side": "right", "joints": ["L5-S1"]}],
            "same_day": [{"kind": "sacroiliac"}],
        },
    ),
    (
        "dictation without any marks",
        "this is dr person dictating a procedure note on ann testcase date of procedure is march 4 2025 procedure is bilateral l3 l4 medial branch and l5 dorsal ramus block diagnostic second of two under fluoroscopy no sedation was given patient prone skin prepped 25 gauge needles to each target half a cc of half percent marcaine at each site",
        {
            "dos": "2025-03-04",
            "technique": "medial_branch_block",
            "intent": "diagnostic",
            "guidance": "fluoroscopy",
            "sedation": "none",
            "targets": [{"side": "bilateral", "nerves": ["L3", "L4", "L5"]}],
            "injectates": [{"agent": "bupivacaine", "percent": 0.5, "ml": 0.5, "per": "target"}],
        },
    ),
    (
        "table with bars",
        """| Date of service | 2025-08-11 |
| Procedure | Medial branch block, diagnostic |
| Side | Left |
| Joints | L3-4, L4-5 |
| Sedation | None |
| Medication | Bupivacaine 0.5%, 0.5 mL per nerve |
| Needle | 25G |
""",
        {
            "dos": "2025-08-11",
            "technique": "medial_branch_block",
            "sedation": "none",
            "targets": [{"side": "left", "joints": ["L3-4", "L4-5"]}],
            "injectates": [{"agent": "bupivacaine", "percent": 0.5, "ml": 0.5, "per": "target"}],
        },
    ),
    (
        "HTML",
        "<p><b>Procedure:</b> Left L4-5 facet joint injection</p><p><b>Guidance:</b> Fluoroscopy</p><p><b>Sedation:</b> None</p><p>Needle into the joint.</p>",
        {
            "technique": "intra_articular",
            "guidance": "fluoroscopy",
            "sedation": "none",
            "targets": [{"side": "left", "joints": ["L4-5"]}],
        },
    ),
    (
        "title and text name other joints",
        """Procedure: Right L4-5 and L5-S1 medial branch block
Description: Prone. Under fluoroscopy, needles were placed and the right L2-3 and L3-4 joints were blocked.
""",
        {"technique": "medial_branch_block", "targets": [{"side": "right"}]},
    ),
    (
        "title and text name other sides",
        """Procedure: Right L4-5 medial branch block
Description: Prone. Under fluoroscopy needles were placed at the left L3 and left L4 medial branches. Each left nerve got 0.5 mL of 0.5% bupivacaine.
""",
        {"technique": "medial_branch_block", "targets": [{"joints": ["L4-5"], "nerves": ["L3", "L4"]}]},
    ),
    (
        "a facet block that blocked the nerves",
        """Procedure: Lumbar facet block
Levels: L4-5, L5-S1
Side: Left
The medial branches of L3, L4 and the dorsal ramus of L5 were anesthetized with 0.5 cc 0.75% bupivacaine each under fluoroscopy.
""",
        {
            "technique": "medial_branch_block",
            "targets": [{"side": "left", "joints": ["L4-5", "L5-S1"], "nerves": ["L3", "L4", "L5"]}],
        },
    ),
    (
        "British ablation",
        """Procedure: Radiofrequency denervation of the right L3/4, L4/5 and L5/S1 facet joints
Date of procedure: 4 June 2025
Sedation: nil
Under image intensifier control, needles were sited. 1 ml 1% lignocaine each. Lesions 80°C for 60 secs.
Signed: Dr A Person
""",
        {
            "dos": "2025-06-04",
            "technique": "thermal_rfa",
            "sedation": "none",
            "signed": True,
            "ablation": {"celsius": 80, "seconds": 60},
            "targets": [{"side": "right", "joints": ["L3-4", "L4-5", "L5-S1"]}],
            "injectates": [{"agent": "lidocaine", "percent": 1, "ml": 1, "per": "target"}],
        },
    ),
    (
        "each side told by itself",
        "Left side: L4-5 and L5-S1 facet joints injected. Right side: L5-S1 facet joint injected. Each got 0.5 ml 0.5% marcaine. Fluoroscopy, needle 22G.",
        {
            "technique": "intra_articular",
            "targets": [{"side": "left", "joints": ["L4-5", "L5-S1"]}, {"side": "right", "joints": ["L5-S1"]}],
        },
    ),
    (
        "the technique that was not possible",
        """Procedure: Right C3-4 facet intra-articular injection, diagnostic (MBB not possible: prior fusion hardware).
CT-guided. 0.2 cc Omnipaque 240. 0.5 cc 0.5% ropivacaine. Local only. Needle withdrawn.
""",
        {
            "technique": "intra_articular",
            "intent": "diagnostic",
            "guidance": "ct",
            "contrast": True,
            "sedation": "none",
            "targets": [{"side": "right", "joints": ["C3-4"]}],
        },
    ),
    (
        "endoscopic",
        """OPERATION: Endoscopic rhizotomy, right L3-4, L4-5 facet joints
ANESTHESIA: MAC
The working cannula was placed under C-arm. Signed by: A. Person MD 2/3/2025
""",
        {"technique": "endoscopic", "sedation": "mac", "signed": True, "dos": "2025-02-03"},
    ),
    (
        "aborted before the needle",
        "Procedure: Planned right L4-5 medial branch block - ABORTED. No injection was given. Rescheduled.",
        {"technique": None},
    ),
    (
        "yes and no on a form",
        """Procedure: Facet joint injection  Side: R  Level: L4/5
Fluoroscopy: Yes
Contrast used: Yes
Images saved: No
Sedation: No
Signed: Yes
""",
        {
            "technique": "intra_articular",
            "contrast": True,
            "images_saved": False,
            "sedation": "none",
            "signed": True,
            "targets": [{"side": "right", "joints": ["L4-5"]}],
        },
    ),
    (
        "boxes with letters for the side",
        """Procedure: [X] RFA lumbar facets [ ] RFA cervical
Side: [ ] L [X] R
Nerves: [ ] L2 [X] L3 [X] L4 [X] L5DR
Temp: 80 C  Time: 90 sec
Sedation: [X] Local [ ] MAC
Contrast: [ ] Yes [X] No
""",
        {
            "technique": "thermal_rfa",
            "sedation": "none",
            "contrast": False,
            "ablation": {"celsius": 80, "seconds": 90},
            "targets": [{"side": "right", "nerves": ["L3", "L4", "L5"]}],
        },
    ),
    (
        "work told after a form line under history",
        """PROCEDURE: Repeat thermal RFA, bilateral L3 and L4 medial branches
HISTORY: Previous RFA 5/12/2025 gave 75% relief for 8 months.
SEDATION: Oral Valium 5 mg
Each nerve got 1 mL 2% lidocaine, then a lesion at 80 °C for 90 s. Final images were stored in the chart.
""",
        {
            "technique": "thermal_rfa",
            "sedation": "minimal",
            "images_saved": True,
            "ablation": {"celsius": 80, "seconds": 90},
            "injectates": [{"agent": "lidocaine", "percent": 2, "ml": 1, "per": "target"}],
        },
    ),
    (
        "a remark about imaging within the line",
        "PROCEDURE: Percutaneous rupture of left L4-5 facet synovial cyst. MRI: 9 mm cyst. Fluoroscopy, contrast filled the cyst, needle removed. VAS 8->2.",
        {
            "technique": "cyst_rupture",
            "guidance": "fluoroscopy",
            "contrast": True,
            "targets": [{"side": "left", "joints": ["L4-5"]}],
            "pain_before": {"scale": "VAS", "score": 8},
            "pain_after": {"scale": "VAS", "score": 2},
        },
    ),
    (
        "spaces within labels",
        """Procedure : Left L 4 - 5 , L 5 - S 1 Medial Branch Block
Guidance : Fluoroscopy   Sedation : None
0.5 mL 0.5 % bupivacaine at each nerve
""",
        {
            "technique": "medial_branch_block",
            "sedation": "none",
            "targets": [{"side": "left", "joints": ["L4-5", "L5-S1"]}],
        },
    ),
    (
        "UTF-8 read as Windows-1252",
        "Procedure: Left L4\u00e2\u20ac\u201c5 medial branch block. \u00c2\u00bd mL of 0.5% bupivacaine at each nerve, needle.",
        {
            "technique": "medial_branch_block",
            "targets": [{"side": "left", "joints": ["L4-5"]}],
            "injectates": [{"agent": "bupivacaine", "percent": 0.5, "ml": 0.5, "per": "target"}],
        },
    ),
    (
        "the other side is for another day",
        """Procedure: Right-sided L4-5 facet joint injection under fluoroscopy. Left side to be done in two weeks.
1 cc 0.5% bupivacaine injected into the right L4-5 facet joint.
""",
        {"technique": "intra_articular", "targets": [{"side": "right", "joints": ["L4-5"]}]},
    ),
    (
        "called off",
        "Procedure: Right L4-5 facet joint injection\nProcedure cancelled: fever. Will reschedule.",
        {"technique": None},
    ),
    (
        "two ways of guidance",
        "Procedure: Right L4-5 MBB under ultrasound\nGuidance: Fluoroscopy\nNeedle placed.",
        {"technique": "medial_branch_block", "guidance": None},
    ),
    (
        "stimulator with facet work in the past",
        "PROCEDURE: Spinal cord stimulator trial. Prior RFA of L4-5 facets failed. Fluoroscopy, needle.",
        {"technique": "not_facet", "targets": None},
    ),
    (
        "a medial branch of another nerve",
        "Procedure: Block of the medial branch of the deep peroneal nerve, left foot, ultrasound. Needle.",
        {"technique": "not_facet", "targets": None},
    ),
]
