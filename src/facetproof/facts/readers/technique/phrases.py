# ruff: noqa: E501 - one pattern a line
"""How notes name procedures: those at the facet joints and those that are not."""

from __future__ import annotations

from facetproof.facts.phrases import Lexicon, listed

TERMS = Lexicon(
    {
        "branch block": listed(
            "medial branch block, medial-branch block, medial branch nerve block, medial branch facet block, "
            "median branch block, mbb, mbbs, lmbb, cmbb, tmbb, mbnb, facet nerve block, facet joint nerve block, "
            "medial branch injection, medial branch nerve injection, dorsal ramus block, dorsal rami block, third "
            "occipital nerve block, ton block, medial branch anesthetic block, medial branch nerve root block, "
            "facet medial branch, medial nerve branch block, medial branch diagnostic block"
        ),
        "branch": listed(
            "medial branch, medial branches, medial-branch, medial branch nerve, dorsal ramus, dorsal rami, third "
            "occipital nerve, ton, rami mediales, ramus medialis, medial rami, facet joints nerve, facet nerve, facet joint nerve, mb, mbs, median branch"
        ),
        "facet injection": listed(
            "iafji, fji, iafi, fj inj, fj injection, iafj injection, ia facet, i/a facet, facet jt inj, facet jt injection, facet jnt inj, facet jt block, "
            "facet injection, facet joint injection, facet block, facet joint block, "
            "facet steroid injection, "
            "facet joint steroid injection, facet inj, intra-articular facet, intraarticular facet, intra "
            "articular facet, facet intra-articular, facet intraarticular, facet joint intra-articular, facet "
            "joint intraarticular, z-joint injection, z-joint inj, "
            "zygapophyseal joint inj, zygapophyseal joint injection, zygapophysial joint "
            "injection, zygapophyseal injection, apophyseal joint injection, facet cortisone injection, facet "
            "joint arthrography, facet arthrogram, facet infiltration, facet joint infiltration, facet steroid, "
            "facet joint steroid, facet articular injection, facet corticosteroid injection, facet joint "
            "corticosteroid injection"
        ),
        "facet": listed(
            "facet, facet joint, facets, facetal, zygapophyseal, zygapophysial, zygoapophyseal, z-joint, "
            "apophyseal joint, facetogenic"
        ),
        "inject": listed(
            "ia, inj, injs, infil, injection, inject, injected, injections, block, blocks, blocked, blockade, intra-articular, "
            "intraarticular, intra articular, infiltrated, infiltration, into the joint, into the joints, in the "
            "joint, entered the joint, arthrogram, joint space, each joint, treatment, treated"
        ),
        "ablation": listed(
            "radiofrequency, radio frequency, radio-frequency, rfa, rfas, rftc, rf, rfn, rhizotomy, rhizotomies, "
            "neurotomy, neurotomies, denervation, denervated, thermocoagulation, thermoablation, neuroablation, "
            "neurolysis, ablation, ablated, rhizolysis, mbrfa, mbrf, rfla, thermal lesion, thermal lesioning, "
            "lesioning, lesioned, mb-rfa, rf-ablation, rfl, thermal rf, burn procedure, destruction by neurolytic agent"
        ),
        "pulsed": listed("pulsed, prf, pulse radiofrequency, pulsed-rf"),
        "cooled": listed("cooled, coolief, water-cooled, cooled-rf, crfa"),
        "cryo": listed(
            "cryoablation, cryoneurolysis, cryoneuroablation, cryo, cryoanalgesia, cryolesion, cryodenervation, "
            "cryotherapy probe, cryoprobe"
        ),
        "chemical": listed(
            "phenol, chemical neurolysis, chemical denervation, chemodenervation, neurolytic block, neurolytic, "
            "dehydrated alcohol, absolute alcohol, alcohol neurolysis, chemical rhizotomy, ethanol, glycerol, "
            "chemical ablation"
        ),
        "laser": listed("laser"),
        "endoscopic": listed("endoscopic, endoscopically, endoscope"),
        "cyst": listed("cyst, synovial cyst, facet cyst"),
        "rupture": listed(
            "rupture, ruptured, rupturing, aspiration and rupture, burst, fenestration, aspirated, decompression "
            "of the cyst"
        ),
        # procedures elsewhere
        "not epidural": listed(
            "epidural, epidural steroid injection, esi, lesi, cesi, interlaminar, caudal, caudal block, "
            "translaminar, ilesi, epidurogram, epidural block, lumbar puncture, blood patch, epiduroscopy, "
            "adhesiolysis"
        ),
        "not transforaminal_epidural": listed(
            "transforaminal, tfesi, selective nerve root, snrb, nerve root block, nerve root injection, "
            "transforaminal epidural, root block, root sleeve"
        ),
        "not sacroiliac": listed(
            "sacroiliac, sacro-iliac, sij, si joint, si injection, si inj, si block, si-joint, lateral branch, sacral lateral branch, lateral "
            "branches, si joints, sij injection"
        ),
        "not trigger_point": listed(
            "trigger point, trigger points, tpi, tpis, trigger-point, myofascial injection, muscle injection"
        ),
        "not sympathetic": listed(
            "sympathetic, stellate, celiac plexus, coeliac plexus, hypogastric, ganglion impar, splanchnic, "
            "sympathectomy, sphenopalatine"
        ),
        "not other": listed(
            "peroneal, tibial nerve, ulnar, radial nerve, sural, "
            "genicular, greater occipital, lesser occipital, occipital nerve block, occipital block, knee "
            "injection, hip injection, shoulder injection, bursa, bursal injection, bursitis injection, "
            "discogram, discography, intradiscal, provocative discography, discectomy, diskectomy, "
            "microdiscectomy, tlif, plif, alif, xlif, olif, llif, acdf, interbody, pedicle screw, instrumentation, corpectomy, "
            "decompression of the, laminoplasty, hardware removal, "
            "microdiscectomy, laminectomy, laminotomy, facetectomy, foraminotomy, fusion, arthrodesis, "
            "kyphoplasty, vertebroplasty, spinal cord stimulator, scs trial, stimulator, intrathecal, baclofen "
            "pump, pain pump, botox, botulinum, intercostal nerve, intercostal block, suprascapular, "
            "ilioinguinal, femoral nerve, lateral femoral cutaneous, piriformis, carpal tunnel, trigeminal, "
            "gasserian, basivertebral, intracept, peripheral nerve, supraorbital, manipulation, arthroplasty, "
            "discogenic rf, annuloplasty, nucleoplasty, knee, hip, hip joint, shoulder, ankle, elbow, wrist, shoulder joint, glenohumeral, "
            "subacromial, acromioclavicular, pudendal, saphenous, sciatic nerve, obturator, coccyx, "
            "sacrococcygeal, costovertebral, costotransverse, rib, atrial, hepatic, liver, endometrial, prostate, "
            "tenotomy, epicondyl, plantar, brachial plexus, interscalene, transversus abdominis, tap block, "
            "erector spinae block, esp block, cluneal, sternoclavicular, temporomandibular, tmj, carotid, "
            "varicose, vein, cardiac, uterine, thyroid, renal, bone marrow"
        ),
    }
)

AT_FACET = frozenset({"branch block", "branch", "facet injection", "facet"})
"""Meanings of `TERMS` that name the facet joints or their nerves."""
PERFORMED = Lexicon(
    {
        "dose": listed("ml, cc, mls, ccs"),
        "lesion": listed(
            "lesion at, lesions at, lesioning, lesioned, lesions were, lesion was, lesions made, lesion made, "
            "thermal lesion"
        ),
        "needle": listed(
            "active tip, motor threshold, motor stimulation, sensory stimulation, motor testing, needle, "
            "needles, cannula, cannulae, cannulas, probe, probes, electrode, electrodes, spinal needle, "
            "introducer, 22g, 25g, 22-g, 25-g"
        ),
        "position": listed(
            "prone, positioned, supine, lateral decubitus, on the fluoroscopy table, procedure room, fluoroscopy "
            "suite, procedure suite, block room, operating room, fluoroscopy room, c-arm table"
        ),
        "prep": listed(
            "prepped, draped, chlorhexidine, chloraprep, betadine, povidone, sterile, prep, time-out, time out, "
            "timeout, skin wheal, skin wheals, site marked, skin"
        ),
        "aspiration": listed("aspiration, aspirations, aspirate, aspirated, blood return, csf"),
        "guidance": listed(
            "fluoroscopy, fluoroscopic, fluoro, c-arm, x-ray guided, x ray guided, image intensifier, ultrasound, "
            "ct guidance, ct-guided, fluoroscopically"
        ),
        "given": listed(
            "was injected, into the joint, into each, burst, were injected, was placed, were placed, was "
            "deposited, was delivered, was administered, injected, was given at, instilled, deposited, entered, "
            "received, each joint, each nerve, per nerve, per joint, per level, per site, each level, each "
            "branch, each site, ml each, cc each"
        ),
        "after": listed(
            "tolerated, recovery, bandage, bandages, band-aid, no complications, complications, discharged, "
            "procedure was terminated, hemostasis, escort"
        ),
        "sedation": listed("sedation, anesthesia, anaesthesia"),
    }
)

VISIT = Lexicon(
    {
        "visit": listed(
            "follow-up visit, follow up visit, followup visit, office visit, clinic visit, return visit, new "
            "patient, consultation, consult, telephone, phone call, telephone encounter, progress note, history "
            "and physical, h&p, clinic note, office note, initial evaluation, evaluation, telehealth, video "
            "visit, follow-up note, follow up note, nurse call, pt calls, patient calls, pt called, patient called, chart audit, quality audit, coding query, outside records, record review, ime, independent medical, study protocol, pre-op instructions, preop instructions, pre-procedure instructions, pain diary, block diary, response worksheet, response form, response sheet, letter, dear, discharge "
            "summary, prior authorization, established patient, reevaluation, re-evaluation, soap note, chief "
            "complaint, chart note, referral, peer review, peer-to-peer, utilization review, medical director, records document, "
            "clinical records, records received, case review, appeal, determination"
        ),
    }
)
