# ruff: noqa: E501 - notes as they are written
"""Further notes, each with all that is read of its session."""

from __future__ import annotations

from typing import Any

MORE_STYLES: list[tuple[str, str, dict[str, Any]]] = [
    (
        "vietnamese-style english letter",
        """To: Family physician
Re: Testcase Ann, 1961
On 8 January 2026 we performed at our day clinic an infiltration of the facet joints L3/4, L4/5 on both sides, under CT guidance, therapeutic. Per joint 1 ml Ropivacaine 0.2% and 10 mg Triamcinolone were injected after contrast control. No sedation necessary. VAS before 7, after 30 minutes 2.
With kind regards
""",
        {
            "dos": "2026-01-08",
            "technique": "intra_articular",
            "intent": "therapeutic",
            "guidance": "ct",
            "contrast": True,
            "sedation": "none",
            "targets": [{"side": "bilateral", "joints": ["L3-4", "L4-5"]}],
            "injectates": [
                {"agent": "ropivacaine", "percent": 0.2, "ml": 1, "per": "target"},
                {"agent": "triamcinolone", "mg": 10, "per": "target"},
            ],
            "pain_before": {"scale": "VAS", "score": 7},
            "pain_after": {"scale": "VAS", "score": 2},
        },
    ),
    (
        "response later",
        """MBB PROCEDURE NOTE  |  05/19/2025
Diagnostic block #2, bilateral L3, L4 MB + L5 DR. Fluoro.
Agent: 2% lidocaine 0.5 mL x 6.
Baseline NRS 7. NRS at 15 min: 1. NRS at 60 min: 0.
Relief 95% lasting 3 hours.
""",
        {
            "dos": "2025-05-19",
            "technique": "medial_branch_block",
            "intent": "diagnostic",
            "guidance": "fluoroscopy",
            "targets": [{"side": "bilateral", "nerves": ["L3", "L4", "L5"]}],
            "injectates": [{"agent": "lidocaine", "percent": 2, "ml": 0.5, "per": "target"}],
            "pain_before": {"scale": "NRS", "score": 7},
            "relief": {"percent": 95, "hours": 3},
        },
    ),
    (
        "resident",
        """Brief op note
Pre/post dx: lumbar spondylosis
Procedure: b/l L4/5, L5/S1 facet RFA
Surgeon: Person / Resident: Other
Anes: local + 2mg versed
Findings: good sensory stim <0.5V, motor neg at 2V. 80C x90s x2
EBL: none  Complications: none  Dispo: home
Signed: R. Other, MD PGY4 1/5/26 1422
""",
        {
            "technique": "thermal_rfa",
            "sedation": "moderate",
            "ablation": {"celsius": 80, "seconds": 90},
            "signed": True,
            "targets": [{"side": "bilateral", "joints": ["L4-5", "L5-S1"]}],
            "dos": "2026-01-05",
        },
    ),
    (
        "nought",
        "Left C2/3, third occipital nerve block, 6 June 2025, diagnostic, 0.5 ml lignocaine 2%, image intensifier. Pain 5/10 before and 0/10 after. Awake throughout without sedation.",
        {
            "dos": "2025-06-06",
            "technique": "medial_branch_block",
            "intent": "diagnostic",
            "guidance": "fluoroscopy",
            "sedation": "none",
            "targets": "left TON",
            "injectates": "lidocaine 0.5",
            "pain_before": {"score": 5},
            "pain_after": {"score": 0},
        },
    ),
    (
        "EHR with copied old",
        """Procedure Note (07/22/2025)
Last procedure 01/10/2025: L L4-5, L5-S1 RFA with 80% relief for 5 months.
Today's procedure: R L4-5, L5-S1 RFA (L3, L4, L5 medial branches)
Sedation: none. Guidance: fluoroscopy.
RF settings: 80 C, 90 seconds
VAS 8/10 -> 4/10
""",
        {
            "dos": "2025-07-22",
            "technique": "thermal_rfa",
            "guidance": "fluoroscopy",
            "sedation": "none",
            "ablation": {"celsius": 80, "seconds": 90},
            "targets": [{"side": "right", "joints": ["L4-5", "L5-S1"], "nerves": ["L3", "L4", "L5"]}],
            "pain_before": {"scale": "VAS", "score": 8},
            "pain_after": {"scale": "VAS", "score": 4},
        },
    ),
    (
        "mixture words",
        "Px 9/9/25: therapeutic left L5-S1 facet joint injection under fluoroscopy. A total of 1.5 mL containing 1 mL of 0.25% bupivacaine and 0.5 mL (20 mg) of Depo-Medrol was injected. Relief immediately 70%.",
        {
            "dos": "2025-09-09",
            "technique": "intra_articular",
            "intent": "therapeutic",
            "guidance": "fluoroscopy",
            "targets": [{"side": "left", "joints": ["L5-S1"]}],
            "injectates": "bupivacaine methylprednisolone",
            "relief": {"percent": 70},
        },
    ),
    (
        "unsigned draft",
        """DRAFT - not signed
Procedure: Right T11-12, T12-L1 facet MBB (T10, T11 MB), dx
Date: 11-03-2025
Fluoro guided. Omnipaque 180 0.2 ml. Bupivacaine 0.5% 0.4 ml per nerve. Light sedation with midazolam 1 mg due to claustrophobia.
Pre-block 6, post-block 0.""",
        {
            "dos": "2025-11-03",
            "technique": "medial_branch_block",
            "intent": "diagnostic",
            "guidance": "fluoroscopy",
            "contrast": True,
            "signed": False,
            "sedation": "minimal",
            "sedation_reason": "claustrophobia",
            "targets": [{"side": "right", "joints": ["T11-12", "T12-L1"], "nerves": ["T10", "T11"]}],
            "injectates": [{"agent": "bupivacaine", "percent": 0.5, "ml": 0.4, "per": "target"}],
            "pain_before": {"score": 6},
            "pain_after": {"score": 0},
        },
    ),
    (
        "general",
        "OPERATION: Endoscopic rhizotomy of medial branches L3, L4, left. DATE: 4/4/2026. ANESTHESIA: General endotracheal. C-arm used. Cannula docked at transverse process.",
        {
            "dos": "2026-04-04",
            "technique": "endoscopic",
            "guidance": "fluoroscopy",
            "sedation": "general",
            "targets": [{"side": "left", "nerves": ["L3", "L4"]}],
        },
    ),
    (
        "ultrasound no guidance",
        "Clinic procedure 2/2/26. Left L4-5 facet injection done by palpation only, no imaging. 40 mg Kenalog, 1 ml 1% lido. Tolerated well. -TM",
        {
            "dos": "2026-02-02",
            "technique": "intra_articular",
            "guidance": "none",
            "targets": [{"side": "left", "joints": ["L4-5"]}],
            "injectates": "triamcinolone lidocaine",
        },
    ),
    (
        "column form",
        """DATE OF SERVICE        08/05/2025
PROCEDURE              Facet joint injection, intra-articular, therapeutic
LEVELS                 L4-5, L5-S1
SIDE                   Left
IMAGE GUIDANCE         Fluoroscopy with images archived
SEDATION               None
INJECTED               Bupivacaine 0.25% 0.5 mL + triamcinolone 20 mg each joint
PAIN SCORE PRE/POST    7 / 2
""",
        {
            "dos": "2025-08-05",
            "technique": "intra_articular",
            "intent": "therapeutic",
            "guidance": "fluoroscopy",
            "images_saved": True,
            "sedation": "none",
            "targets": [{"side": "left", "joints": ["L4-5", "L5-S1"]}],
            "injectates": [
                {"agent": "bupivacaine", "percent": 0.25, "ml": 0.5, "per": "target"},
                {"agent": "triamcinolone", "mg": 20, "per": "target"},
            ],
            "pain_before": {"score": 7},
            "pain_after": {"score": 2},
        },
    ),
    (
        "long boilerplate",
        """PROCEDURE: Right C3, C4, C5 diagnostic medial branch blocks, fluoroscopic guidance
DATE: 2/18/2025
Risks including bleeding, infection, nerve injury were discussed and consent signed. If the patient has at least 80% relief a second block will be scheduled.
The patient was placed prone. The skin was anesthetized with 1% lidocaine 2 mL. A 25 gauge needle was directed to the centroid of each articular pillar. 0.1 mL Omnipaque showed no vascular flow. 0.3 mL of bupivacaine 0.75% was injected at each. The patient was monitored; no sedatives were given. Hard copies of images were filed.
Preprocedure pain 6/10; pain at discharge 0/10 (100% relief).
""",
        {
            "dos": "2025-02-18",
            "technique": "medial_branch_block",
            "intent": "diagnostic",
            "guidance": "fluoroscopy",
            "contrast": True,
            "images_saved": True,
            "sedation": "none",
            "targets": [{"side": "right", "nerves": ["C3", "C4", "C5"]}],
            "injectates": [{"agent": "bupivacaine", "percent": 0.75, "ml": 0.3, "per": "target"}],
            "pain_before": {"score": 6},
            "pain_after": {"score": 0},
            "relief": {"percent": 100},
        },
    ),
    (
        "phone transcription",
        "ok this is doctor Person dictating on Ann Testcase date of service september 4 2025 procedure right L4-5 and L5-S1 intraarticular facet injections indication facet arthropathy under fluoroscopic guidance twenty two gauge needles were placed into each joint contrast confirmed placement and 0.5 cc of 0.25 percent marcaine with 20 milligrams of depo medrol was injected into each joint no sedation was used patient tolerated it well end of dictation",
        {
            "dos": "2025-09-04",
            "technique": "intra_articular",
            "guidance": "fluoroscopy",
            "contrast": True,
            "sedation": "none",
            "targets": [{"side": "right", "joints": ["L4-5", "L5-S1"]}],
            "injectates": [
                {"agent": "bupivacaine", "percent": 0.25, "ml": 0.5, "per": "target"},
                {"agent": "methylprednisolone", "mg": 20, "per": "target"},
            ],
        },
    ),
    (
        "same day two regions",
        """Procedures: (1) Left C5, C6 medial branch RFA; (2) trigger point injections, trapezius
Date 10/20/2025. 80 C for 90 s. Fluoroscopy. Conscious sedation.
""",
        {
            "dos": "2025-10-20",
            "technique": "thermal_rfa",
            "guidance": "fluoroscopy",
            "sedation": "moderate",
            "targets": [{"side": "left", "nerves": ["C5", "C6"]}],
            "ablation": {"celsius": 80, "seconds": 90},
        },
    ),
    (
        "percent of function",
        "Procedure: left T4, T5 diagnostic MBB. 1/15/2026. CT-guided. No contrast. Bupi 0.5% 0.3ml/nerve. After the block he had 85% pain relief and 60% better function for 6 hours.",
        {
            "dos": "2026-01-15",
            "technique": "medial_branch_block",
            "intent": "diagnostic",
            "guidance": "ct",
            "contrast": False,
            "targets": [{"side": "left", "nerves": ["T4", "T5"]}],
            "injectates": [{"agent": "bupivacaine", "percent": 0.5, "ml": 0.3, "per": "target"}],
            "relief": {"percent": 85, "function_percent": 60, "hours": 6},
        },
    ),
    (
        "colon-less capitals",
        """LUMBAR RADIOFREQUENCY ABLATION PROCEDURE NOTE
DATE 03/03/2026
SIDE RIGHT
LEVELS L3 L4 MEDIAL BRANCHES AND L5 DORSAL RAMUS
SEDATION NONE
GUIDANCE FLUOROSCOPY
TEMPERATURE 80 C TIME 90 SECONDS
""",
        {
            "dos": "2026-03-03",
            "technique": "thermal_rfa",
            "guidance": "fluoroscopy",
            "sedation": "none",
            "targets": [{"side": "right", "nerves": ["L3", "L4", "L5"]}],
            "ablation": {"celsius": 80, "seconds": 90},
        },
    ),
    (
        "json",
        '{"procedure":"medial branch block","intent":"diagnostic","side":"left","nerves":["L3","L4","L5"],"dos":"2025-12-30","guidance":"fluoroscopy","sedation":"none"}',
        {
            "dos": "2025-12-30",
            "technique": "medial_branch_block",
            "intent": "diagnostic",
            "guidance": "fluoroscopy",
            "sedation": "none",
            "targets": [{"side": "left", "nerves": ["L3", "L4", "L5"]}],
        },
    ),
    (
        "patient anxious",
        "B L4-5/L5-S1 MBB #2 (diagnostic) 2/20/26 c-arm. Patient very anxious, given 1 mg midazolam IV. 0.25% bupi 0.5/nerve. 9/10 to 2/10.",
        {
            "dos": "2026-02-20",
            "technique": "medial_branch_block",
            "intent": "diagnostic",
            "guidance": "fluoroscopy",
            "sedation": "moderate",
            "targets": [{"side": "bilateral", "joints": ["L4-5", "L5-S1"]}],
            "injectates": "bupivacaine 0.25",
            "pain_before": {"score": 9},
            "pain_after": {"score": 2},
        },
    ),
    (
        "urgent shorthand",
        "2/14 - nope, 2/15/26. L4-S1 facets b/l, IA. kenalog 10mg/jt. c-arm. nrs 8>3. tm md esigned",
        {
            "dos": "2026-02-15",
            "technique": "intra_articular",
            "guidance": "fluoroscopy",
            "signed": True,
            "targets": "bilateral",
            "injectates": "triamcinolone",
            "pain_before": {"scale": "NRS", "score": 8},
            "pain_after": {"scale": "NRS", "score": 3},
        },
    ),
    (
        "sign-in sheet",
        """Patient presents today for left C4, C5, C6 medial branch blocks (diagnostic, #1).
Pre-procedure NRS: 6
Vitals: BP 130/80
Procedure: After time out the neck was prepped. With AP and lateral fluoroscopy 25G needles were placed. Each nerve received 0.3 cc 2% lidocaine. No complications.
15 min post NRS: 0
Patient instructed to keep pain diary.
""",
        {
            "technique": "medial_branch_block",
            "intent": "diagnostic",
            "guidance": "fluoroscopy",
            "targets": [{"side": "left", "nerves": ["C4", "C5", "C6"]}],
            "injectates": [{"agent": "lidocaine", "percent": 2, "ml": 0.3, "per": "target"}],
            "pain_before": {"scale": "NRS", "score": 6},
            "pain_after": {"scale": "NRS", "score": 0},
        },
    ),
    (
        "phenol",
        "Procedure: Chemical neurolysis of right L3, L4 medial branches with 6% phenol 0.5 mL each under CT. 2/3/2026. Local only.",
        {
            "dos": "2026-02-03",
            "technique": "chemical",
            "guidance": "ct",
            "sedation": "none",
            "targets": [{"side": "right", "nerves": ["L3", "L4"]}],
            "injectates": [{"agent": "phenol", "percent": 6, "ml": 0.5, "per": "target"}],
        },
    ),
    (
        "mixture doses",
        """PROCEDURE: Bilateral C6-7 facet joint injections
DATE: 04/30/2025
2 mL of 0.5% bupivacaine was mixed with 40 mg of triamcinolone (1 mL). 0.75 mL of this mixture was injected into each joint under fluoroscopic guidance after contrast.
""",
        {
            "dos": "2025-04-30",
            "technique": "intra_articular",
            "guidance": "fluoroscopy",
            "contrast": True,
            "targets": [{"side": "bilateral", "joints": ["C6-7"]}],
            "injectates": "bupivacaine triamcinolone",
        },
    ),
]

MORE_NOT_FACET: list[tuple[str, str]] = [
    (
        "hip",
        "Procedure: US-guided left hip intra-articular injection. 2/3/26. Kenalog 40 mg. Facet block scheduled next week.",
    ),
    ("stellate", "Right stellate ganglion block under fluoroscopy, C6 level. 8 mL 0.25% bupivacaine. DOS 3/3/2025"),
    (
        "ESI pipe",
        """Procedure|Interlaminar ESI L4-5
Date|2025-05-05
Prior|MBB x2
""",
    ),
    ("occipital", "Procedure note 2/2/26: bilateral greater occipital nerve blocks, 3 ml bupi. Hx of TON RFA."),
    ("knee rfa", "PROC: cooled RFA genicular nerves R knee. DOS 2/2/26. 60C 150s."),
    ("tfesi log", "DOS 5/5/25: b/l L5 TFESI, fluoro, dex 10 mg. Prior MBB x2 neg."),
    ("si pain", "Procedure: Right SI joint injection, 3/3/2026, fluoroscopy, Kenalog 40 mg. L4-5 facets tender."),
]

MORE_NOTHING_DONE: list[tuple[str, str]] = [
    (
        "consult plan",
        "Consult 3/3/25. Neck pain 7/10, worse with extension. A: facet syndrome. P: C4-6 MBB R, fluoro, next week.",
    ),
    ("insurer", "Authorization approved: RFA L3-L5 left, 64635 x1 64636 x1, valid 1/1/26-3/31/26."),
    ("mychart", "MyChart message: I had the medial branch block on Tuesday and felt 80% better until evening."),
    ("tele", "Telephone 3/4/26: pt scheduled for L3-5 MBB 3/10, asks about Eliquis. Hold 3 days."),
    ("peer", "Peer to peer 2/2/26: requested bilateral L4-5 RFA; MBB 1/5/26 90% x 6h. Approved."),
    (
        "teach",
        "Medial branch RFA: the cannula is placed at the junction of the SAP and TP; a lesion at 80 C for 90 s is made. (handout)",
    ),
    ("recall", "Seen 5/5/26. Had b/l L3-5 RFA 80C 90s 11/3/25 elsewhere under fluoro. 60% relief 5 mo."),
    ("noshow", "3/3/26 no show for L L4-5 L5-S1 MBB."),
    ("order2", "Please schedule: right C4-6 RFA, MAC, fluoro, 60 min slot. ICD M47.812"),
    ("imaging", "MRI L-spine 2/2/26: facet arthropathy L4-5, 6 mm synovial cyst. Contrast: none."),
    ("mychart", "From patient: my neck block on 4/4/26 went well, pain 8 down to 2, 80% better for 5 hrs"),
    ("coverage", "LCD: RFA covered if two MBBs >=80%. Lesion 80 C for 90 s typical. L3-L5."),
]
