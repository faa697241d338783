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
        "labels without nouns are the nerves of an ablation",
        """Procedure: RFA, left L3, L4, L5
Needles placed under fluoroscopy, lesions at 80 C for 90 s. Facet pain.
""",
        {
            "technique": "thermal_rfa",
            "targets": [{"side": "left", "nerves": ["L3", "L4", "L5"]}],
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
    (
        "a mixture after contrast",
        """PROCEDURE: Therapeutic facet joint injections, bilateral C4-C5 and C5-C6
DATE: 11/04/2025 | SITE OF SERVICE: ASC
TECHNIQUE: With fluoroscopic guidance a 25 gauge needle was advanced into each facet joint. After 0.2 cc of Omnipaque 300 confirmed intraarticular placement, 0.5 cc of a 1:1 mixture of dexamethasone 10 mg/cc and 0.25% bupivacaine was injected per joint.
ANESTHESIA: Local with 1% lidocaine""",
        {
            "dos": "2025-11-04",
            "place_of_service": "24",
            "technique": "intra_articular",
            "intent": "therapeutic",
            "guidance": "fluoroscopy",
            "contrast": True,
            "targets": [{"side": "bilateral", "joints": ["C4-5", "C5-6"]}],
            "injectates": [{"agent": "dexamethasone"}, {"agent": "bupivacaine", "percent": 0.25}],
            "sedation": "none",
        },
    ),
    (
        "indication on a form line",
        """Right L4-L5 & L5-S1 facet joint medial branch nerve blocks (L3, L4, L5)
Performed 9/9/2025 by A. Person MD
Indication: diagnostic
Image guidance: fluoroscopy w/ contrast (Isovue 200 0.1 mL each)
Bupivacaine 0.75% 0.3 mL at each of 3 nerves
Sedation none. Pre NRS 8 Post NRS 0.""",
        {
            "dos": "2025-09-09",
            "technique": "medial_branch_block",
            "intent": "diagnostic",
            "guidance": "fluoroscopy",
            "contrast": True,
            "targets": [{"side": "right", "joints": ["L4-5", "L5-S1"], "nerves": ["L3", "L4", "L5"]}],
            "injectates": [{"agent": "bupivacaine", "percent": 0.75, "ml": 0.3, "per": "target"}],
            "sedation": "none",
            "pain_before": {"scale": "NRS", "score": 8.0},
            "pain_after": {"scale": "NRS", "score": 0.0},
        },
    ),
    (
        "sedation for a tremor",
        """RADIOFREQUENCY LESIONING
Patient received moderate conscious sedation (versed 2 mg, fentanyl 100 mcg) because she is unable to lie still due to Parkinson's tremor.
Left T9, T10, T11 medial branches lesioned x 60 sec at 80 degrees Celsius under fluoroscopy after 1 ml of 2% lidocaine at each level.""",
        {
            "technique": "thermal_rfa",
            "guidance": "fluoroscopy",
            "targets": [{"side": "left", "nerves": ["T9", "T10", "T11"]}],
            "injectates": [{"agent": "lidocaine", "percent": 2.0, "ml": 1.0, "per": "target"}],
            "sedation": "moderate",
            "sedation_reason": "she is unable to lie still due to Parkinson's tremor",
            "ablation": {"celsius": 80.0, "seconds": 60.0},
        },
    ),
    (
        "each before the drug",
        """Procedure: L medial branch blocks L2, L3, L4, L5 (L3-4, L4-5, L5-S1 facets)
0.5ml each of 2% Lidocaine
Post block pain score 0/10; 100% relief
Fluoro saved to PACS""",
        {
            "technique": "medial_branch_block",
            "guidance": "fluoroscopy",
            "images_saved": True,
            "targets": [{"side": "left", "joints": ["L3-4", "L4-5", "L5-S1"], "nerves": ["L2", "L3", "L4", "L5"]}],
            "injectates": [{"agent": "lidocaine", "percent": 2.0, "ml": 0.5, "per": "target"}],
            "pain_after": {"score": 0.0},
        },
    ),
    (
        "temperature without its unit",
        """Operative note: RFA R L3-L5 MB (L4-5, L5-S1). Temp 85, 90 s, one burn each. GA was not used; patient had oral lorazepam 1 mg. Dexamethasone 2 mg per level after lesion. Date 07/08/2025.""",
        {
            "dos": "2025-07-08",
            "technique": "thermal_rfa",
            "targets": [{"side": "right", "joints": ["L4-5", "L5-S1"]}],
            "injectates": [{"agent": "dexamethasone", "mg": 2.0, "per": "target"}],
            "sedation": "minimal",
            "ablation": {"celsius": 85.0, "seconds": 90.0},
        },
    ),
    (
        "shorthand of a busy day",
        """DOS 2026-01-05
Proc: bilat L5/S1 Z-joint inj (IA)
Tx: therapeutic - 6 mo relief 70% from last (6/2025)
Inj: 40mg DepoMedrol+1cc .25% Marcaine ea side
XR guidance + dye
Sed: 0""",
        {
            "dos": "2026-01-05",
            "technique": "intra_articular",
            "intent": "therapeutic",
            "guidance": "fluoroscopy",
            "contrast": True,
            "targets": [{"side": "bilateral", "joints": ["L5-S1"]}],
            "injectates": [
                {"agent": "methylprednisolone", "mg": 40.0, "per": "target"},
                {"agent": "bupivacaine", "percent": 0.25, "ml": 1.0, "per": "target"},
            ],
            "sedation": "none",
        },
    ),
    (
        "levels by region",
        """Procedure: Medial branch block
Level: Lumbar 3/4, 4/5
Side: Bilateral
Imaging used: X-ray
Drug: Chirocaine 0.5% 0.5ml per site
Sedation: nil""",
        {
            "technique": "medial_branch_block",
            "guidance": "fluoroscopy",
            "targets": [{"side": "bilateral", "joints": ["L3-4", "L4-5"]}],
            "injectates": [{"agent": "levobupivacaine", "percent": 0.5, "ml": 0.5, "per": "target"}],
            "sedation": "none",
        },
    ),
    (
        "day before month",
        """Summary of procedure 15/03/2025: bilateral lumbar facet joint injections at L3/4, L4/5, L5/S1. Consultant: A Person. Triamcinolone 60mg in total with 10ml 0.25% bupivacaine divided equally. Fluoroscopy screening time 22 secs.""",
        {
            "dos": "2025-03-15",
            "technique": "intra_articular",
            "guidance": "fluoroscopy",
            "targets": [{"side": "bilateral", "joints": ["L3-4", "L4-5", "L5-S1"]}],
            "injectates": [
                {"agent": "triamcinolone", "mg": 60.0, "per": "total"},
                {"agent": "bupivacaine", "percent": 0.25, "ml": 10.0, "per": "total"},
            ],
        },
    ),
    (
        "a count of sites",
        """Patient tolerated bilateral MBBs at L4-L5 and L5-S1 well today. Bupivacaine 0.5% 0.5 mL x 6. Fluoroscopic guidance. No steroid was used. No IV sedation. Dx block #1.""",
        {
            "technique": "medial_branch_block",
            "intent": "diagnostic",
            "guidance": "fluoroscopy",
            "targets": [{"side": "bilateral", "joints": ["L4-5", "L5-S1"]}],
            "injectates": [{"agent": "bupivacaine", "percent": 0.5, "ml": 0.5, "per": "target"}],
            "sedation": "none",
        },
    ),
    (
        "lesion settings",
        """Procedure: Cervical RFA
Levels: Right C4, C5, C6 medial branches
Settings: 90C x 90sec x 2 lesions
Anesthetic before lesion: lido 2% 1 mL each
Anesthesia type: TIVA/MAC
Anesthesiologist: B. Other MD""",
        {
            "technique": "thermal_rfa",
            "targets": [{"side": "right", "nerves": ["C4", "C5", "C6"]}],
            "injectates": [{"agent": "lidocaine", "percent": 2.0, "ml": 1.0, "per": "target"}],
            "sedation": "mac",
            "ablation": {"celsius": 90.0, "seconds": 90.0},
        },
    ),
    (
        "nerves and joints beside each other",
        """Procedure note: DX MBB Rt L3,L4,L5 for L4-5/L5-S1 facets. 2/14/26. Fluoro time 18 s, images stored PACS #123. 3 needles. 0.4mL 0.5% ropi ea. Pre VAS 70 mm, post VAS 10 mm. No sedation.""",
        {
            "dos": "2026-02-14",
            "technique": "medial_branch_block",
            "intent": "diagnostic",
            "guidance": "fluoroscopy",
            "images_saved": True,
            "targets": [{"side": "right", "joints": ["L4-5", "L5-S1"], "nerves": ["L3", "L4", "L5"]}],
            "injectates": [{"agent": "ropivacaine", "percent": 0.5, "ml": 0.4, "per": "target"}],
            "sedation": "none",
        },
    ),
    (
        "drugs before and after the lesion",
        """Procedure: Left lumbar radiofrequency neurotomy L4-5, L5-S1
Pre-lesion: 1.5 mL 2% lidocaine per nerve. Lesion time 1.5 minutes at 80°C each. Post-lesion: 0.5 mL of 0.25% bupivacaine with 5 mg Kenalog at each site.
Target nerves: left L3 and L4 medial branches and left L5 dorsal ramus.""",
        {
            "technique": "thermal_rfa",
            "targets": [{"side": "left", "joints": ["L4-5", "L5-S1"], "nerves": ["L3", "L4", "L5"]}],
            "injectates": [
                {"agent": "lidocaine", "percent": 2.0, "ml": 1.5, "per": "target"},
                {"agent": "bupivacaine", "percent": 0.25, "ml": 0.5, "per": "target"},
                {"agent": "triamcinolone", "mg": 5.0, "per": "target"},
            ],
            "ablation": {"celsius": 80.0, "seconds": 90.0},
        },
    ),
    (
        "one joint on both sides, one on the left",
        """PROCEDURE: Bilateral L4-5 and left L5-S1 facet joint injections, fluoroscopic guidance. Needle. 1 ml per joint 0.5% bupivacaine.""",
        {
            "technique": "intra_articular",
            "guidance": "fluoroscopy",
            "targets": [{"side": "bilateral", "joints": ["L4-5"]}, {"side": "left", "joints": ["L5-S1"]}],
            "injectates": [{"agent": "bupivacaine", "percent": 0.5, "ml": 1.0, "per": "target"}],
        },
    ),
    (
        "nerves of each side after its label",
        """PROCEDURE: RFA: Right: L3, L4, L5 nerves. Left: L4, L5 nerves. Facet joints. Lesion 80C 90s.""",
        {
            "technique": "thermal_rfa",
            "targets": [{"side": "right", "nerves": ["L3", "L4", "L5"]}, {"side": "left", "nerves": ["L4", "L5"]}],
            "ablation": {"celsius": 80.0, "seconds": 90.0},
        },
    ),
    (
        "nerves and joints of the thorax",
        """PROCEDURE NOTE
Diagnosis: Thoracic facet pain
Procedure: Thoracic medial branch block, T5, T6, T7 right side (T6-7, T7-8 joints)
Findings: Under fluoroscopy the superolateral transverse processes of T6, T7 and T8 were contacted. 0.5 ml 0.25% bupivacaine with each.""",
        {
            "technique": "medial_branch_block",
            "guidance": "fluoroscopy",
            "targets": [{"side": "right", "joints": ["T6-7", "T7-8"], "nerves": ["T5", "T6", "T7"]}],
            "injectates": [{"agent": "bupivacaine", "percent": 0.25, "ml": 0.5, "per": "target"}],
        },
    ),
    (
        "six joints, dose in brackets",
        """Procedure: Bilateral L3-L4, L4-L5, L5-S1 facet joint injections
Under fluoroscopy, first on the right then the left, 22 g needle placed in each joint. Omnipaque 180 confirmed arthrogram. 1 mL (20 mg Depo-Medrol + 0.5 mL 0.5% Marcaine) injected at each of the six joints.""",
        {
            "technique": "intra_articular",
            "guidance": "fluoroscopy",
            "contrast": True,
            "targets": [{"side": "bilateral", "joints": ["L3-4", "L4-5", "L5-S1"]}],
            "injectates": [
                {"agent": "methylprednisolone", "mg": 20.0, "per": "target"},
                {"agent": "bupivacaine", "percent": 0.5, "ml": 0.5, "per": "target"},
            ],
        },
    ),
    (
        "placed under one heading",
        """Indication: chronic LBP, ODI 44, failed PT. Prior blocks x2 with 80% relief.
Procedure: After informed consent patient was placed prone. The L3, L4, L5 levels were identified bilaterally with C-arm. SMK cannulae at the medial branches of L2, L3, L4 bilaterally and dorsal rami of L5. Stim neg. 0.5% bupivacaine 1 ml each. RF lesion 80 degrees x 90 sec at each. Patient tolerated.""",
        {
            "technique": "thermal_rfa",
            "guidance": "fluoroscopy",
            "targets": [{"side": "bilateral", "nerves": ["L2", "L3", "L4", "L5"]}],
            "injectates": [{"agent": "bupivacaine", "percent": 0.5, "ml": 1.0, "per": "target"}],
            "ablation": {"celsius": 80.0, "seconds": 90.0},
        },
    ),
    (
        "rhizotomy with levels below",
        """TITLE OF OPERATION: Lumbar facet rhizotomy (radiofrequency), left
LEVELS: L3/L4, L4/L5, L5/S1
COMPLICATIONS: none. ANESTHESIA: local/MAC.""",
        {
            "technique": "thermal_rfa",
            "targets": [{"side": "left", "joints": ["L3-4", "L4-5", "L5-S1"]}],
            "sedation": "mac",
        },
    ),
    (
        "facet and sacroiliac joint, each with a drug",
        """Procedure: Left SI joint and left L5-S1 facet injections under fluoro. Each received 40 mg Kenalog + 1 mL 1% lido. Contrast used at both. Dx: M46.1, M47.817""",
        {
            "technique": "intra_articular",
            "guidance": "fluoroscopy",
            "contrast": True,
            "targets": [{"side": "left", "joints": ["L5-S1"]}],
            "injectates": [
                {"agent": "triamcinolone", "mg": 40.0, "per": "target"},
                {"agent": "lidocaine", "percent": 1.0, "ml": 1.0, "per": "target"},
            ],
            "same_day": [{"kind": "sacroiliac"}],
        },
    ),
    (
        "capital title and details",
        """RIGHT L4-L5, L5-S1 MEDIAL BRANCH RADIOFREQUENCY NEUROTOMY
History: 62F, two prior MBBs >80%.
Procedure details: Right L3 MB, L4 MB, and L5 DR were targeted. Motor threshold >2x sensory. 2% lido 0.5 ml/site. 90 C, 120 s, 18 g 10 mm tips. Post: 4 mg dexamethasone split.""",
        {
            "technique": "thermal_rfa",
            "targets": [{"side": "right", "joints": ["L4-5", "L5-S1"], "nerves": ["L3", "L4", "L5"]}],
            "injectates": [
                {"agent": "lidocaine", "percent": 2.0, "ml": 0.5, "per": "target"},
                {"agent": "dexamethasone", "mg": 4.0, "per": "total"},
            ],
        },
    ),
    (
        "note of a few words",
        """Injection date: 9-22-25. Indication: R axial neck pain.
R C2-3 (TON), C3-4 IA facets. CT fluoro. Each: 0.5 cc 1:1 Omnipaque/ropivacaine 0.5%. Diagnostic only. VAS 6 → 0.""",
        {
            "dos": "2025-09-22",
            "technique": "intra_articular",
            "guidance": "ct",
            "contrast": True,
            "targets": [{"side": "right", "joints": ["C2-3", "C3-4"], "nerves": ["TON"]}],
            "injectates": [{"agent": "ropivacaine", "percent": 0.5}],
            "pain_before": {"scale": "VAS", "score": 6.0},
            "pain_after": {"scale": "VAS", "score": 0.0},
        },
    ),
    (
        "cooled, not pulsed",
        """Procedure: Cooled radiofrequency ablation (Coolief) left C4, C5 medial branches. 60C 150 sec. Pulsed RF was not used.""",
        {"technique": "cooled_rfa", "targets": [{"side": "left", "nerves": ["C4", "C5"]}]},
    ),
    (
        "cyst aspirated",
        """PROCEDURE: Left L4/5 facet joint cyst aspiration under fluoroscopy
1.5 cc gelatinous fluid aspirated. 40 mg Depo-Medrol and 1 cc Marcaine 0.25% injected.""",
        {
            "technique": "cyst_rupture",
            "guidance": "fluoroscopy",
            "targets": [{"side": "left", "joints": ["L4-5"]}],
            "injectates": [
                {"agent": "methylprednisolone", "mg": 40.0},
                {"agent": "bupivacaine", "percent": 0.25, "ml": 1.0},
            ],
        },
    ),
    (
        "facility claim",
        """Billing entity: ASC facility claim
POS 24
Procedure: R L2-3 MBB dx. Fluoro.""",
        {
            "billing_entity": "asc",
            "place_of_service": "24",
            "technique": "medial_branch_block",
            "guidance": "fluoroscopy",
            "targets": [{"side": "right", "joints": ["L2-3"]}],
        },
    ),
    (
        "two facet procedures of one day",
        """PROCEDURES:
1. Right L4-5 and L5-S1 radiofrequency ablation of facet joints
2. Left C5-6 medial branch block, diagnostic
Fluoroscopy, needles. Lesions 80 C 90 s.
""",
        {
            "technique": "thermal_rfa",
            "targets": [{"side": "right", "joints": ["L4-5", "L5-S1"]}],
            "same_day": [
                {
                    "kind": "facet",
                    "technique": "medial_branch_block",
                    "targets": [{"side": "left", "joints": ["C5-6"]}],
                }
            ],
        },
    ),
]
