# ruff: noqa: E501 - notes as they are written
"""Procedure notes in styles of many writers, each with all that is read of its session."""

from __future__ import annotations

from typing import Any

STYLES: list[tuple[str, str, dict[str, Any]]] = [
    (
        "one line of a log book",
        "DOS 3/3/26 dx B/L L2-4 MBB under fluoro",
        {
            "dos": "2026-03-03",
            "technique": "medial_branch_block",
            "intent": "diagnostic",
            "guidance": "fluoroscopy",
            "targets": [{"side": "bilateral", "text": "L2-4"}],
        },
    ),
    (
        "one line with the response",
        "11/2/25 - Dx L L4/5+L5/S1 MBB (L3,L4,L5DR), fluoro, 0.5cc 0.5% marcaine ea, no sed. Pre 8 post 1. Relief 90%, 6 hours. /s/ TM",
        {
            "dos": "2025-11-02",
            "technique": "medial_branch_block",
            "intent": "diagnostic",
            "guidance": "fluoroscopy",
            "targets": [{"side": "left", "joints": ["L4-5", "L5-S1"], "nerves": ["L3", "L4", "L5"]}],
            "injectates": [{"agent": "bupivacaine", "percent": 0.5, "ml": 0.5, "per": "target"}],
            "sedation": "none",
            "pain_before": {"score": 8},
            "pain_after": {"score": 1},
            "relief": {"percent": 90, "hours": 6},
            "signed": True,
        },
    ),
    (
        "response line of a form",
        """Procedure: Right C4, C5, C6 MBB #1 (diagnostic)
Date: 09/08/2025
Imaging: C-arm
Injectate: lidocaine 2% 0.3 mL per nerve
Sedation: none
Response to block: >80% x 6h
""",
        {
            "dos": "2025-09-08",
            "technique": "medial_branch_block",
            "intent": "diagnostic",
            "guidance": "fluoroscopy",
            "targets": [{"side": "right", "nerves": ["C4", "C5", "C6"]}],
            "injectates": [{"agent": "lidocaine", "percent": 2, "ml": 0.3, "per": "target"}],
            "sedation": "none",
            "relief": {"percent": 80, "bound": "at_least", "hours": 6},
        },
    ),
    (
        "diagnosis first, procedure after a dash",
        """Dx: Cervical facet pain. Procedure - R C5, C6 MBB under fluoro. Dx #1.
Consent: risks incl. bleeding. You may feel relief of 50-80%.
Lidocaine 2% 0.3 ml/nerve. Versed 1 mg IV for needle phobia (light sedation, conversant).
Pre-proc NRS 8, post-proc NRS 2. Improvement ~75%.
DOS 4/7/26""",
        {
            "dos": "2026-04-07",
            "technique": "medial_branch_block",
            "intent": "diagnostic",
            "guidance": "fluoroscopy",
            "targets": [{"side": "right", "nerves": ["C5", "C6"]}],
            "injectates": [{"agent": "lidocaine", "percent": 2, "ml": 0.3, "per": "target"}],
            "sedation": "minimal",
            "sedation_reason": "needle phobia",
            "pain_before": {"scale": "NRS", "score": 8},
            "pain_after": {"scale": "NRS", "score": 2},
            "relief": {"percent": 75},
        },
    ),
    (
        "letter with words for numbers",
        """Dear Dr Sample,

Today, 12 March 2026, I carried out the first diagnostic medial branch block on Mrs Testcase, on the left at L4-5 and L5-S1, under image intensifier control. Bupivacaine 0.5%, half a millilitre to each of the L3 and L4 medial branches and the L5 dorsal ramus. She had no sedation. Her pain before was seven out of ten and an hour later one out of ten.

Yours sincerely
Dr A Person, electronically signed 12/03/2026
""",
        {
            "dos": "2026-03-12",
            "technique": "medial_branch_block",
            "intent": "diagnostic",
            "guidance": "fluoroscopy",
            "targets": [{"side": "left", "joints": ["L4-5", "L5-S1"], "nerves": ["L3", "L4", "L5"]}],
            "injectates": [{"agent": "bupivacaine", "percent": 0.5, "ml": 0.5, "per": "target"}],
            "sedation": "none",
            "pain_before": {"score": 7},
            "pain_after": {"score": 1},
            "signed": True,
        },
    ),
    (
        "before and half an hour later in one sentence",
        """PROCEDURE: Left C3-4 and C4-5 medial branch blocks
Under fluoroscopy 25G needles were placed. 0.3 mL of 2% lidocaine to each of the C3, C4 and C5 medial branches. Before the injection her pain was 6/10, and half an hour later 1/10 (numerical rating scale). No sedation.
""",
        {
            "technique": "medial_branch_block",
            "guidance": "fluoroscopy",
            "targets": [{"side": "left", "joints": ["C3-4", "C4-5"], "nerves": ["C3", "C4", "C5"]}],
            "injectates": [{"agent": "lidocaine", "percent": 2, "ml": 0.3, "per": "target"}],
            "sedation": "none",
            "pain_before": {"scale": "NRS", "score": 6},
            "pain_after": {"scale": "NRS", "score": 1},
        },
    ),
    (
        "table with pipes",
        """Date of procedure|04/21/2025
Procedure|Diagnostic medial branch block, cervical
Laterality|Left
Nerves|C4 MB; C5 MB; C6 MB
Guidance|Fluoroscopy
Contrast|Isovue 0.1 mL each
Images|Saved to PACS
Sedation|None
Injectate|Bupivacaine 0.5% 0.3 mL each nerve
Pre NRS|8
Post NRS|1
Relief|90%
""",
        {
            "dos": "2025-04-21",
            "technique": "medial_branch_block",
            "intent": "diagnostic",
            "guidance": "fluoroscopy",
            "contrast": True,
            "images_saved": True,
            "sedation": "none",
            "targets": [{"side": "left", "nerves": ["C4", "C5", "C6"]}],
            "injectates": [{"agent": "bupivacaine", "percent": 0.5, "ml": 0.3, "per": "target"}],
            "pain_before": {"scale": "NRS", "score": 8},
            "pain_after": {"scale": "NRS", "score": 1},
            "relief": {"percent": 90},
        },
    ),
    (
        "table with pipes, ablation, anxiolytic by mouth",
        """Procedure|RFA lumbar medial branches
Procedure date|06/02/2025
Side|Right
Levels|L2 MB; L3 MB; L4 MB
Temp/Time|85C / 120 sec
Sedation|Minimal (PO diazepam 5 mg)
Local|Lidocaine 1% skin; 1 mL lidocaine 2% pre-lesion each nerve
Pre VAS|6
Post VAS|3
""",
        {
            "dos": "2025-06-02",
            "technique": "thermal_rfa",
            "targets": [{"side": "right", "nerves": ["L2", "L3", "L4"]}],
            "ablation": {"celsius": 85, "seconds": 120},
            "sedation": "minimal",
            "injectates": [{"agent": "lidocaine", "percent": 2, "ml": 1, "per": "target"}],
            "pain_before": {"scale": "VAS", "score": 6},
            "pain_after": {"scale": "VAS", "score": 3},
        },
    ),
    (
        "block log",
        """INJECTION LOG
01/12/2026 L L3 L4 L5 MBB dx #1, lido 2% .5cc ea, pre 7 post 1 x4h
01/30/2026 TODAY L L3 L4 L5 MBB dx #2, bupi .5% .5cc ea, fluoro, no sed, pre 8 post 2
e-signed AB MD
""",
        {
            "dos": "2026-01-30",
            "technique": "medial_branch_block",
            "intent": "diagnostic",
            "guidance": "fluoroscopy",
            "sedation": "none",
            "targets": [{"side": "left", "nerves": ["L3", "L4", "L5"]}],
            "injectates": [{"agent": "bupivacaine", "percent": 0.5, "ml": 0.5, "per": "target"}],
            "pain_before": {"score": 8},
            "pain_after": {"score": 2},
            "signed": True,
        },
    ),
    (
        "capitals with the reason for sedation after a comma",
        """OPERATIVE REPORT
DATE OF OPERATION: JUNE 9, 2025
PROCEDURE: RADIOFREQUENCY ABLATION OF THE RIGHT L3 AND L4 MEDIAL BRANCHES AND L5 DORSAL RAMUS WITH FLUOROSCOPY
ANESTHESIA: LOCAL WITH MAC, PATIENT HAS CEREBRAL PALSY AND CANNOT LIE STILL
DETAILS: PRONE. 18 G 10 MM ACTIVE TIP CANNULAE PLACED. MOTOR STIM AT 2 HZ NEGATIVE TO 2 V. 1 ML LIDOCAINE 2 PERCENT AT EACH SITE. LESIONS AT 80 DEGREES CELSIUS FOR 90 SECONDS X 2.
PAIN BEFORE 7/10. DISCHARGED STABLE.
""",
        {
            "dos": "2025-06-09",
            "technique": "thermal_rfa",
            "guidance": "fluoroscopy",
            "targets": [{"side": "right", "nerves": ["L3", "L4", "L5"]}],
            "sedation": "mac",
            "sedation_reason": "PATIENT HAS CEREBRAL PALSY AND CANNOT LIE STILL",
            "injectates": [{"agent": "lidocaine", "percent": 2, "ml": 1, "per": "target"}],
            "ablation": {"celsius": 80, "seconds": 90},
            "pain_before": {"score": 7},
        },
    ),
    (
        "mix with dose, contrast confirmed, films saved",
        """PROCEDURE: Right L5-S1 facet joint injection, therapeutic, with C-arm
Date: 2025-10-06
A 22G needle entered the right L5-S1 facet joint. 0.3 cc Omnipaque confirmed intra-articular placement. 1 cc of a mix of 1% lidocaine and 40 mg Kenalog injected. No sedation was given. Films saved.
Signed electronically: A. Placeholder MD 10/6/25
""",
        {
            "dos": "2025-10-06",
            "technique": "intra_articular",
            "intent": "therapeutic",
            "guidance": "fluoroscopy",
            "contrast": True,
            "images_saved": True,
            "sedation": "none",
            "signed": True,
            "targets": [{"side": "right", "joints": ["L5-S1"]}],
            "injectates": "lidocaine 1, triamcinolone",
        },
    ),
    (
        "pulsed in one line",
        "Pulsed radiofrequency, left L2, L3, L4 medial branches. 42 C x 120 s each. CT guidance. DOS 10/8/2025. Sedation: none.",
        {
            "dos": "2025-10-08",
            "technique": "pulsed_rfa",
            "guidance": "ct",
            "targets": [{"side": "left", "nerves": ["L2", "L3", "L4"]}],
            "ablation": {"celsius": 42, "seconds": 120},
            "sedation": "none",
        },
    ),
    (
        "joint injection after earlier nerve blocks, scores out of a hundred",
        """PROCEDURE NOTE - date 01/12/2026
Procedure(s): 1. T6-T7, T7-T8 bilateral intra-articular facet joint injection.
Therapeutic purpose; prior two dx MBBs >80% relief (10/02/25: 85%, 10/20/25: 90%).
Fluoro. Omnipaque 0.2 mL each with good arthrogram. Each joint: 0.5 mL bupivacaine 0.25% + 10 mg triamcinolone.
VAS pre 65/100, post 20/100.
""",
        {
            "dos": "2026-01-12",
            "technique": "intra_articular",
            "intent": "therapeutic",
            "guidance": "fluoroscopy",
            "contrast": True,
            "targets": [{"side": "bilateral", "joints": ["T6-7", "T7-8"]}],
            "injectates": [
                {"agent": "bupivacaine", "percent": 0.25, "ml": 0.5, "per": "target"},
                {"agent": "triamcinolone", "mg": 10, "per": "target"},
            ],
            "pain_before": {"scale": "VAS", "score": 65},
            "pain_after": {"scale": "VAS", "score": 20},
        },
    ),
    (
        "operation note of a British surgeon",
        """OPERATION NOTE
Surgeon: Mr A Person    Anaesthetist: none
Operation: Bilateral L4/5 and L5/S1 facet joint injections under X-ray control
Date of operation: 14/08/2025
Findings: Degenerate facets. Patient prone. Needles placed into joints with image intensifier. Depo-Medrone 40 mg and 2 ml 0.5% chirocaine shared between the four joints.
Anaesthesia: Local only.
Post-op: mobilise, home today. See in 6 weeks.
""",
        {
            "dos": "2025-08-14",
            "technique": "intra_articular",
            "guidance": "fluoroscopy",
            "sedation": "none",
            "targets": [{"side": "bilateral", "joints": ["L4-5", "L5-S1"]}],
            "injectates": [
                {"agent": "methylprednisolone", "mg": 40, "per": "total"},
                {"agent": "levobupivacaine", "percent": 0.5, "ml": 2, "per": "total"},
            ],
        },
    ),
    (
        "telegram style",
        "RFA R C4-6 mb done 5/12/25. 80C 90s x2 each. fluoro. local + versed 2/fent 50. NRS 7 pre, 2 post. ok d/c.",
        {
            "dos": "2025-05-12",
            "technique": "thermal_rfa",
            "guidance": "fluoroscopy",
            "ablation": {"celsius": 80, "seconds": 90},
            "sedation": "moderate",
            "pain_before": {"scale": "NRS", "score": 7},
            "pain_after": {"scale": "NRS", "score": 2},
            "targets": "right",
        },
    ),
    (
        "electronic record with checkboxes",
        """Procedure Documentation
Type of block: [x] Medial branch block [ ] Facet joint injection [ ] RFA
Purpose: [x] Diagnostic [ ] Therapeutic
Side: [ ] Left [x] Right [ ] Bilateral
Nerves: [x] L3 [x] L4 [x] L5 DR [ ] L2
Guidance: [x] Fluoroscopy [ ] Ultrasound [ ] CT
Contrast used: [ ] Yes [x] No
Sedation: [x] None [ ] Minimal [ ] Moderate
Images saved: [x] Yes [ ] No
""",
        {
            "technique": "medial_branch_block",
            "intent": "diagnostic",
            "guidance": "fluoroscopy",
            "contrast": False,
            "sedation": "none",
            "images_saved": True,
            "targets": [{"side": "right", "nerves": ["L3", "L4", "L5"]}],
        },
    ),
    (
        "written by a physician trained abroad",
        """Protocol of intervention. Patient Testcase Ann. Date 17.09.2025.
Performed: denervation of facet joints L4/5 and L5/S1 on the left side by thermocoagulation 80 °C, 90 sec. Under control of C-arm. Local anaesthesia with Lidocain. Pain before procedure VAS 8, after procedure VAS 2. No complications.
""",
        {
            "dos": "2025-09-17",
            "technique": "thermal_rfa",
            "guidance": "fluoroscopy",
            "targets": [{"side": "left", "joints": ["L4-5", "L5-S1"]}],
            "ablation": {"celsius": 80, "seconds": 90},
            "pain_before": {"scale": "VAS", "score": 8},
            "pain_after": {"scale": "VAS", "score": 2},
        },
    ),
    (
        "nurse's intraprocedure record",
        """INTRAPROCEDURE NURSING RECORD
Date 08/19/2025  In room 0910  Out 0934
Procedure: L lumbar facet RFA L3,L4,L5
Timeout 0912. Pain pre: 7/10. Versed 2 mg IV 0914, Fentanyl 50 mcg IV 0914. Moderate sedation, Ramsay 2.
Lesion 80C x 90 sec.
Pain post: 2/10. Discharged 0955 with driver. E-signed: B. Nurse RN 08/19/2025
""",
        {
            "dos": "2025-08-19",
            "technique": "thermal_rfa",
            "targets": "left L3 L4 L5",
            "sedation": "moderate",
            "ablation": {"celsius": 80, "seconds": 90},
            "pain_before": {"score": 7},
            "pain_after": {"score": 2},
            "signed": True,
        },
    ),
    (
        "range of scores and duration to the visit",
        """Procedure: left L3-4, L4-5 medial branch block, diagnostic, second of two. 12/01/2025.
C-arm. Bupivacaine 0.25%, 0.5 mL on each nerve. Pain 7-8/10 before, 1/10 at 20 min. Patient reports 85% improvement in recovery.
""",
        {
            "dos": "2025-12-01",
            "technique": "medial_branch_block",
            "intent": "diagnostic",
            "guidance": "fluoroscopy",
            "targets": [{"side": "left", "joints": ["L3-4", "L4-5"]}],
            "injectates": [{"agent": "bupivacaine", "percent": 0.25, "ml": 0.5, "per": "target"}],
            "pain_before": {"low": 7, "high": 8},
            "pain_after": {"score": 1},
            "relief": {"percent": 85},
        },
    ),
    (
        "dictation with spoken punctuation",
        """PROCEDURE LEFT C4 AND C5 MEDIAL BRANCH BLOCKS UNDER FLUOROSCOPY
DATE OF PROCEDURE OCTOBER 2 2025
THE PATIENT WAS PLACED PRONE. A 25 GAUGE NEEDLE WAS ADVANCED TO THE CENTER OF THE ARTICULAR PILLAR. 0.3 CC OF 0.5 PERCENT BUPIVACAINE WAS INJECTED AT EACH LEVEL. NO SEDATION WAS USED. PAIN WENT FROM 8 OUT OF 10 TO 2 OUT OF 10.
""",
        {
            "dos": "2025-10-02",
            "technique": "medial_branch_block",
            "guidance": "fluoroscopy",
            "sedation": "none",
            "targets": [{"side": "left", "nerves": ["C4", "C5"]}],
            "injectates": [{"agent": "bupivacaine", "percent": 0.5, "ml": 0.3, "per": "target"}],
            "pain_before": {"score": 8},
            "pain_after": {"score": 2},
        },
    ),
    (
        "cyst",
        """Procedure: Aspiration and rupture of left L4-5 facet synovial cyst, CT guided
DOS: 02/10/2026
The left L4-5 facet joint was entered under CT. Contrast outlined the cyst. 2 mL of saline was injected until rupture. Images archived. No sedation.
""",
        {
            "dos": "2026-02-10",
            "technique": "cyst_rupture",
            "guidance": "ct",
            "contrast": True,
            "images_saved": True,
            "sedation": "none",
            "injectates": [{"agent": "saline", "ml": 2}],
            "targets": [{"side": "left", "joints": ["L4-5"]}],
        },
    ),
    (
        "cooled, asymmetric",
        """Operation: Cooled radiofrequency neurotomy, right L3, L4, L5 and left L4, L5
Date of surgery: 3 Nov 2025
Anesthesia: MAC (patient with PTSD and severe anxiety)
Coolief 17 g probes. 60 degrees for 2 min 30 s. Fluoroscopy time 1.2 min.
""",
        {
            "dos": "2025-11-03",
            "technique": "cooled_rfa",
            "guidance": "fluoroscopy",
            "sedation": "mac",
            "sedation_reason": "patient with PTSD and severe anxiety",
            "ablation": {"celsius": 60, "seconds": 150},
            "targets": [{"side": "right", "nerves": ["L3", "L4", "L5"]}, {"side": "left", "nerves": ["L4", "L5"]}],
        },
    ),
    (
        "ultrasound at the neck",
        "Pt here for US guided bilat C2-3 facet injections 7/7/25. 12 MHz probe, in plane. Betamethasone 3 mg + 0.5 ml 1% lido per joint. Tolerated well. NRS 6->4.",
        {
            "dos": "2025-07-07",
            "technique": "intra_articular",
            "guidance": "ultrasound",
            "targets": [{"side": "bilateral", "joints": ["C2-3"]}],
            "injectates": [
                {"agent": "betamethasone", "mg": 3, "per": "target"},
                {"agent": "lidocaine", "percent": 1, "ml": 0.5, "per": "target"},
            ],
            "pain_before": {"scale": "NRS", "score": 6},
            "pain_after": {"scale": "NRS", "score": 4},
        },
    ),
    (
        "surgery centre, sections in brackets",
        """[PROCEDURE] Diagnostic MBB right T10, T11 medial branches
[DATE] 2025-06-30
[ANESTHESIA] Local. No IV sedation.
[TECHNIQUE] Fluoro, 22G. 0.5 mL ropivacaine 0.5% at each. Isovue 0.1 mL, no vascular uptake.
[RESPONSE] 100% relief at 30 minutes, lasted 5 hours per diary
[SIGNED] A. Person MD electronically 2025-06-30
""",
        {
            "dos": "2025-06-30",
            "technique": "medial_branch_block",
            "intent": "diagnostic",
            "guidance": "fluoroscopy",
            "contrast": True,
            "sedation": "none",
            "signed": True,
            "targets": [{"side": "right", "nerves": ["T10", "T11"]}],
            "injectates": [{"agent": "ropivacaine", "percent": 0.5, "ml": 0.5, "per": "target"}],
            "relief": {"percent": 100, "hours": 5},
        },
    ),
    (
        "diagnostic and therapeutic at once",
        "Procedure: Left L5-S1 facet joint injection, diagnostic and therapeutic. DOS 5/5/25. Fluoroscopy. 1 mL 0.5% bupivacaine with 40 mg Depo-Medrol. MAC provided.",
        {
            "dos": "2025-05-05",
            "technique": "intra_articular",
            "guidance": "fluoroscopy",
            "targets": [{"side": "left", "joints": ["L5-S1"]}],
            "sedation": "mac",
            "injectates": "bupivacaine methylprednisolone",
        },
    ),
    (
        "payer's extract",
        """CLINICAL EXTRACT (payer nurse)
DOS: 2025-09-15. Service documented: radiofrequency ablation, right L4-L5 and L5-S1 facet joints (L3, L4 medial branches, L5 dorsal ramus).
Fluoroscopy documented: yes. Images retained: yes. Lesion temp: 80 C. Lesion time: 90 sec. Sedation documented: none.
Note signed electronically by Dr. Person 9/15/2025.
""",
        {
            "dos": "2025-09-15",
            "technique": "thermal_rfa",
            "guidance": "fluoroscopy",
            "images_saved": True,
            "sedation": "none",
            "signed": True,
            "targets": [{"side": "right", "joints": ["L4-5", "L5-S1"], "nerves": ["L3", "L4", "L5"]}],
            "ablation": {"celsius": 80, "seconds": 90},
        },
    ),
    (
        "numbered steps",
        """1) Date: 8/22/25
2) Procedure: Dx MBB L4-5, L5-S1 bilat
3) Guidance: fluoro
4) Meds: bupi 0.5% 0.5 mL/nerve
5) Sedation: none
6) Pain: 8 -> 1 (NRS) at 30 min
7) Complications: none
""",
        {
            "dos": "2025-08-22",
            "technique": "medial_branch_block",
            "intent": "diagnostic",
            "guidance": "fluoroscopy",
            "sedation": "none",
            "targets": [{"side": "bilateral", "joints": ["L4-5", "L5-S1"]}],
            "injectates": [{"agent": "bupivacaine", "percent": 0.5, "ml": 0.5, "per": "target"}],
            "pain_before": {"scale": "NRS", "score": 8},
            "pain_after": {"scale": "NRS", "score": 1},
        },
    ),
    (
        "story in the past tense",
        """Mrs. Testcase came to the procedure suite on April 14, 2025 for her second confirmatory medial branch block. With the C-arm we put 25-gauge needles on the right C3, C4 and C5 articular pillars and gave 0.3 mL of 4% lidocaine at each. She took no sedation. Thirty minutes later she rated her neck pain 1/10, down from 7/10, i.e. about 85% better.
""",
        {
            "dos": "2025-04-14",
            "technique": "medial_branch_block",
            "guidance": "fluoroscopy",
            "sedation": "none",
            "injectates": [{"agent": "lidocaine", "percent": 4, "ml": 0.3, "per": "target"}],
            "targets": "right C3 C4 C5",
            "pain_before": {"score": 7},
            "pain_after": {"score": 1},
            "relief": {"percent": 85},
        },
    ),
    (
        "ablation kept under general anaesthesia with reason",
        """Procedure: Bilateral L3-5 medial branch RFA. Date: 09-09-2025
General anesthesia due to severe movement disorder.
Lesion time 90 seconds, set temp 80. Fluoro used; images stored.
""",
        {
            "dos": "2025-09-09",
            "technique": "thermal_rfa",
            "guidance": "fluoroscopy",
            "images_saved": True,
            "sedation": "general",
            "sedation_reason": "severe movement disorder",
            "ablation": {"celsius": 80, "seconds": 90},
            "targets": "bilateral",
        },
    ),
    (
        "strength per cc",
        "Procedure: therapeutic bilat L4-5 IA facet inj. 6/11/25. Fluoro/dye. Kenalog 40 mg/cc, 0.5 cc each jt. No sed. Sig: e-signed A Person DO",
        {
            "dos": "2025-06-11",
            "technique": "intra_articular",
            "intent": "therapeutic",
            "guidance": "fluoroscopy",
            "contrast": True,
            "targets": [{"side": "bilateral", "joints": ["L4-5"]}],
            "sedation": "none",
            "signed": True,
            "injectates": [{"agent": "triamcinolone", "ml": 0.5, "mg": 20, "per": "target"}],
        },
    ),
    (
        "minutes for lesion time",
        "Right L4 and L5 dorsal rami neurotomy, 11/20/25, fluoroscopic guidance, 90 degrees C for 1.5 minutes, MAC for severe claustrophobia.",
        {
            "dos": "2025-11-20",
            "technique": "thermal_rfa",
            "guidance": "fluoroscopy",
            "ablation": {"celsius": 90, "seconds": 90},
            "sedation": "mac",
            "sedation_reason": "severe claustrophobia",
            "targets": [{"side": "right", "nerves": ["L4", "L5"]}],
        },
    ),
    (
        "contrast not given because of allergy",
        "Dx left C7-T1 facet joint block 3/9/26 with fluoroscopy. No contrast (allergy to iodine). 0.4 mL 0.5% bupi. Pain 5/10 pre and 5/10 post.",
        {
            "dos": "2026-03-09",
            "technique": "intra_articular",
            "intent": "diagnostic",
            "guidance": "fluoroscopy",
            "contrast": False,
            "targets": [{"side": "left", "joints": ["C7-T1"]}],
            "injectates": [{"agent": "bupivacaine", "percent": 0.5, "ml": 0.4}],
            "pain_before": {"score": 5},
            "pain_after": {"score": 5},
        },
    ),
    (
        "earlier block and today's together in a paragraph",
        """Procedure: Right L3, L4 MBB and L5 DR block
Mr. Testcase had his first block on 3/3/25 with 90% relief for 5 hours (NRS 8 to 1). Today 4/1/25 he returns for the confirmatory block. Pain before: 7/10. Under fluoroscopy 0.5 mL of 2% lidocaine was placed at each target. Pain after: 2/10, 70% relief.
""",
        {
            "dos": "2025-04-01",
            "technique": "medial_branch_block",
            "guidance": "fluoroscopy",
            "targets": [{"side": "right", "nerves": ["L3", "L4", "L5"]}],
            "injectates": [{"agent": "lidocaine", "percent": 2, "ml": 0.5, "per": "target"}],
            "pain_before": {"score": 7},
            "pain_after": {"score": 2},
            "relief": {"percent": 70},
        },
    ),
    (
        "semicolon list",
        "Px: L TON + C3 MB RFA; DOS: 12/15/2025; img: fluoro; temp 80; time 90s; sed: mod (versed 2 fent 100); pre: 8; post: 3; signed by: A Person MD",
        {
            "dos": "2025-12-15",
            "technique": "thermal_rfa",
            "guidance": "fluoroscopy",
            "targets": [{"side": "left", "nerves": ["TON", "C3"]}],
            "ablation": {"celsius": 80, "seconds": 90},
            "sedation": "moderate",
            "pain_before": {"score": 8},
            "pain_after": {"score": 3},
            "signed": True,
        },
    ),
    (
        "cryo",
        "Cryoneurolysis of left L2, L3, L4 medial branches on 2/2/2026 under ultrasound. -60 C, three 2-minute cycles. No sedation.",
        {
            "dos": "2026-02-02",
            "technique": "cryo",
            "guidance": "ultrasound",
            "sedation": "none",
            "targets": [{"side": "left", "nerves": ["L2", "L3", "L4"]}],
        },
    ),
    (
        "typed name only, consent signed",
        """Procedure: Right L4-5 facet joint injection (therapeutic)
Date of Service: 10/10/2025
Consent was signed. Fluoroscopic guidance. 20 mg of Kenalog and 0.5 ml of 0.25% bupivacaine injected into the joint.
A. Person, MD
""",
        {
            "dos": "2025-10-10",
            "technique": "intra_articular",
            "intent": "therapeutic",
            "guidance": "fluoroscopy",
            "targets": [{"side": "right", "joints": ["L4-5"]}],
            "injectates": [
                {"agent": "triamcinolone", "mg": 20, "per": "target"},
                {"agent": "bupivacaine", "percent": 0.25, "ml": 0.5, "per": "target"},
            ],
        },
    ),
    (
        "markdown",
        """## Procedure
**Left L3/L4/L5 medial branch radiofrequency ablation**
- **Date:** 2025-07-21
- **Guidance:** fluoroscopy
- **Sedation:** moderate (midazolam 2 mg) because of spasticity
- **Lesion:** 80 °C, 60 s
- **NRS before/after:** 7/2
""",
        {
            "dos": "2025-07-21",
            "technique": "thermal_rfa",
            "guidance": "fluoroscopy",
            "sedation": "moderate",
            "sedation_reason": "spasticity",
            "ablation": {"celsius": 80, "seconds": 60},
            "pain_before": {"scale": "NRS", "score": 7},
            "pain_after": {"scale": "NRS", "score": 2},
            "targets": [{"side": "left", "nerves": ["L3", "L4", "L5"]}],
        },
    ),
    (
        "addendum with the pain diary",
        """Procedure: Diagnostic bilateral C5, C6 MBB
DOS: 06/17/2025
Fluoroscopy. 0.5% bupivacaine 0.3 mL each.
Addendum 06/18/2025: patient called; 90% relief for 7 hours after the block.
""",
        {
            "dos": "2025-06-17",
            "technique": "medial_branch_block",
            "intent": "diagnostic",
            "guidance": "fluoroscopy",
            "targets": [{"side": "bilateral", "nerves": ["C5", "C6"]}],
            "injectates": [{"agent": "bupivacaine", "percent": 0.5, "ml": 0.3, "per": "target"}],
            "relief": {"percent": 90, "hours": 7},
        },
    ),
    (
        "XML-like dump",
        """<proc>Facet joint injection, intra-articular</proc>
<side>Left</side>
<levels>L4-5; L5-S1</levels>
<dos>2025-08-05</dos>
<intent>Therapeutic</intent>
<guidance>Fluoroscopy</guidance>
<sedation>None</sedation>
""",
        {
            "dos": "2025-08-05",
            "technique": "intra_articular",
            "intent": "therapeutic",
            "guidance": "fluoroscopy",
            "sedation": "none",
            "targets": [{"side": "left", "joints": ["L4-5", "L5-S1"]}],
        },
    ),
]

NOT_FACET: list[tuple[str, str]] = [
    (
        "epidural with earlier blocks",
        "PROCEDURE: Caudal epidural steroid injection under fluoroscopy\nDOS 4/4/2025. Earlier medial branch blocks gave no relief. Kenalog 40 mg. E-signed A Person MD",
    ),
    (
        "SI joint by its nerves",
        "Px: R L5 dorsal ramus and S1, S2, S3 lateral branch RFA for SI joint pain 5/1/25, fluoro, 80C 90s",
    ),
    (
        "trigger points in one line",
        "DOS 6/6/25 TPI x4 B/L trap and lumbar paraspinals, 1% lido 1 cc ea. MBB next mo if no help.",
    ),
    ("genicular", "Procedure: Genicular nerve RFA left knee. Fluoroscopy. 80 C 90 s. DOS 1/8/26."),
    (
        "facetectomy",
        "OPERATION: L4-5 laminectomy, medial facetectomy and foraminotomy\nGeneral anesthesia. Prone. The medial facet was undercut.",
    ),
]
NOTHING_DONE: list[tuple[str, str]] = [
    ("one line of a plan", "3/3/26 plan B/L L2-4 MBB under fluoro, dx #1, needs auth"),
    ("cancelled", "DOS 3/3/26 L L3-5 MBB cancelled, INR 3.1. Resched."),
    (
        "scheduling form",
        "PROCEDURE ORDER\nProcedure: Left L4-5, L5-S1 RFA\nStatus: ordered\nTo be scheduled within 4 weeks\nSedation requested: MAC",
    ),
    (
        "teaching sheet",
        "What is a medial branch block? A needle is placed under fluoroscopy next to the facet joint and 0.5 mL of local anesthetic is injected. You will keep a pain diary.",
    ),
    ("family", "HPI: neck pain 6/10. Her mother had C4-6 RFA with 90% relief.\nPlan: PT."),
    (
        "denial letter",
        "We have denied your request for left L4-5 radiofrequency ablation (64635). The records show 60% relief after the block of 3/3/25.",
    ),
    ("diary sheet", "PAIN DIARY after medial branch block of 5/5/25. 1 h: 1/10. 4 h: 1/10. 8 h: 6/10."),
]
