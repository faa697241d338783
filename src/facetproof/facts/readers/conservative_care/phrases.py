# ruff: noqa: E501 - one pattern a line
"""Treatments tried first, and how notes tell whether they helped. All patterns are lower case."""

from __future__ import annotations

import re
from collections.abc import Iterator

from facetproof.facts.gates import Anchored
from facetproof.facts.phrases import Lexicon, listed
from facetproof.facts.statements import either

MODALITIES = Lexicon(
    {
        "physical_therapy": listed(
            "physical therapy, physical therapies, physiotherapy, physio, pt/ot, formal therapy, "
            "supervised therapy, supervised exercise, aquatic therapy, aqua therapy, pool therapy, "
            "land therapy, back school, formal pt, course of pt, outpatient pt, "
            "physical and occupational therapy"
        ),
        "home_exercise": listed(
            "home exercise, home exercises, home exercise program, home exercise programme, "
            "home-based exercise, home based exercise, hep, exercises at home, exercise at home, "
            "home physical therapy, home stretching, home pt, self-directed exercise, directed exercise, "
            "directed exercise program, physician-directed exercise, physician directed exercise, "
            "stretching exercises, core strengthening, strengthening exercises, exercise program, home program, "
            "stretches at home, stretching at home"
        ),
        "nsaid": listed(
            "nsaid, nsaids, nonsteroidal, non-steroidal, nonsteroidal anti-inflammatory, anti-inflammatory, "
            "anti-inflammatories, antiinflammatory, antiinflammatories, ibuprofen, motrin, advil, naproxen, "
            "naprosyn, aleve, anaprox, diclofenac, voltaren, meloxicam, mobic, celecoxib, celebrex, etodolac, "
            "lodine, nabumetone, relafen, ketorolac, toradol, indomethacin, piroxicam, oxaprozin, etoricoxib, "
            "flurbiprofen, ketoprofen, sulindac"
        ),
        "acetaminophen": listed("acetaminophen, tylenol, paracetamol, apap"),
        "other_medication": listed(
            "opioid, opioids, opioid medication, opiates, narcotics, tramadol, ultram, hydrocodone, norco, "
            "vicodin, lortab, oxycodone, oxycontin, percocet, morphine, fentanyl, tapentadol, nucynta, codeine, "
            "co-codamol, co-dydramol, buprenorphine, methadone, hydromorphone, dilaudid, muscle relaxant, "
            "muscle relaxer, muscle relaxants, cyclobenzaprine, flexeril, tizanidine, zanaflex, methocarbamol, "
            "robaxin, baclofen, carisoprodol, metaxalone, skelaxin, gabapentin, neurontin, pregabalin, lyrica, "
            "duloxetine, cymbalta, nortriptyline, amitriptyline, elavil, topiramate, venlafaxine, orphenadrine, "
            "suboxone, butrans, belbuca, medrol dose pack, medrol dosepak, medrol dose packs, "
            "medrol pack, medrol packs, prednisone, oral steroid, steroid taper, lidocaine patch, lidoderm, "
            "topical lidocaine, topical analgesic, pain medication, pain medications, pain medicine, "
            "pain killers, painkillers, analgesics, tylenol no. 3, tylenol #3, neuropathic medication"
        ),
        "manipulation": listed(
            "chiropractic adjustment, chiropractic adjustments, chiropractic manipulation, spinal adjustments, adjustments, chiro, chiropractic, chiropractor, chiropractic care, spinal manipulation, osteopathic manipulation, "
            "manipulation therapy, manipulative therapy, manual therapy, omt"
        ),
        "acupuncture": listed("acupuncture, dry needling"),
        "cognitive": listed(
            "cognitive behavioral therapy, cognitive-behavioral therapy, cognitive behavioural therapy, cbt, "
            "pain psychology, biofeedback, mindfulness"
        ),
        "activity_modification": listed(
            "activity modification, activity modifications, activity restriction, modified activity, "
            "modified activities, modified her activities, modified his activities, bed rest, bedrest, "
            "light duty, ergonomic changes, relative rest"
        ),
        "injection": listed(
            "epidural, epidurals, epidural steroid injection, epidural injection, epidural steroid injections, "
            "epidural injections, esi, tfesi, trigger point injection, trigger point injections, "
            "cortisone shot, cortisone injection, steroid injection, steroid shot, si joint injection, "
            "sacroiliac joint injection, sacroiliac injection"
        ),
        "other": listed(
            "tens, tens unit, massage, massage therapy, heat, ice, heating pad, hot packs, back brace, "
            "lumbar brace, brace, bracing, collar, traction, yoga, pilates, tai chi"
        ),
    }
)
"""Modality → how it is named."""

PT = Anchored(
    r"(?:(?<=wk )|(?<=wks )|(?<=weeks )|(?<=months )|(?<=sessions )|(?<=visits )|(?<=weeks of )|(?<=wks of )|(?<=months of )|(?<=sessions of )|(?<=visits of )|(?<=course of )|(?<=formal ))"
    r"pt\b(?! (?:will|is|was|has|had|to|may|can|states?|stated|reports?|denies|returns?|should|did|does|would|presents?|tolerated|comes?|came|call\w*))|"
    r"(?:(?<=of )|(?<=failed )|(?<=and )|(?<=or )|(?<=tried )|(?<=with )|(?<=- )|(?<=, )|(?<=; )|(?<=/)|"
    r"(?<=\btold )|(?<=\u2611 )|(?<=\u2612 )|(?<=\u2713 )|(?<=: )|(?<=  )|(?<=completed )|(?<=formal )|(?<=did )|(?<=had )|(?<=in )|(?<=(?<!tc )(?<!/c )(?<!call )(?<!message )(?<!msg )from )|(?<=wk )|(?<=weeks )|(?<=\] )|(?<=\. )|(?<=months )|(?<=wks )|^)"
    r"pt(?!\s?(?:,|/|and|&)\s?a?(?:ptt|inr))(?=\s*(?:(?:19|20)\d\d|x ?\d|\d ?x|weeks|\d{1,2}/\d|[-:]? ?\d+ ?(?:w|mo|sess|vis)|"
    r"for (?:\w+ ){1,2}(?:weeks|months|wks)|failed|without|"
    r"w/o|no (?:help|relief|benefit)|did|didn't|and\b|or\b|,|: ?(?:no|yes|none|not)\b|/|;|\.|\)|\+|&|$|helped|last\b|since\b|(?:in )?(?:19|20)\d\d|completed|finished|"
    r"twice|once|sessions?|visits?|dates?|\((?:[a-z]\. ?)?\w+,? (?:dpt|pt|mpt)\)|this|over|from|through|program|course|with(?:out)? (?:no|minimal|little|some|good|temporary)|\())"
)
"""The letters PT as therapy; elsewhere they mean the patient."""

FAILED = either(
    "(?:none|neither)(?: of (?:which|them|these|those|it))?(?: \\w+){0,3}? (?:help\\w*|work\\w*|reliev\\w*|effective|benefi\\w*|touch\\w*|success\\w*)|does nothing|do nothing|(?:done|doing) nothing|make a dent|made a dent|"
    "did nothing|(?:did not|didn't|doesn't|does not|not|isn't|aren't|weren't) (?:really )?(?:do|doing|done) (?:a thing|anything|much|squat)|(?:doesn't|does not|don't|didn't|hardly|barely) (?:even )?touch(?:es|ed)?|"
    "still (?:hurts?|hurting|in pain|has (?:the )?(?:same )?pain|having pain|painful|symptomatic)|(?:no|not any|not much) better|(?:no|not much) good|(?:of )?no (?:real )?use|useless|worthless|(?:a )?waste(?: of time)?|"
    "helped\\s*[:=?]\\s*(?:no|n|not at all)\\b|fail(?:ed|ure|s|ing)|ineffective(?:ly)?|unhelpful|unsuccessful(?:ly)?|refractory|recalcitrant|unresponsive|"
    "despite|made (?:\\w+ ){1,3}worse|made no difference|ma(?:d|k)(?:e|ing) (?:little|no) (?:real )?difference|(?:not|n't|never|neither|none)(?: \\w+){0,4}? (?:made|make|making) (?:a|any|much) (?:\\w+ )?difference|no (?:real |meaningful )?change|no sig\\.? (?:relief|benefit|improvement)|not improved|in spite of|"
    "to no avail|exhausted|no help|no longer (?:helps?|works?|effective)|didn't (?:help|"
    "work)|(?:no|without|w/o|little|minimal|negligible|marginal|inadequate|insufficient|poor|not much|"
    "limited)(?: (?:lasting|sustained|durable|significant|meaningful|real|much|adequate|appreciable|substantial|"
    "long[- ]term|lasting|clinical|further|or no|any|pain|symptom))* (?:relief|benefit|improvement|help|effect|"
    "response|success|gain|change)|(?:did|does|do|has|have|had|is|was|were|are|never) ?(?:not|n't)? ?(?:been |"
    r"really |significantly |adequately |much )?(?:not )?(?:help\w*|work\w*|reliev\w*|improv\w*|benefit\w*|"
    r"beneficial|effective|provid\w*|respond\w*)|not (?:been )?(?:\w+ )?(?:helpful|effective|beneficial|helping|"
    r"helped|responsive|relieved)|(?:pain|symptoms) (?:has |have )?(?:persist\w*|continue\w*)(?: despite)?|"
    r"unrelieved|plateau\w*"
)
_NEGATION = re.compile(
    r"\b(?:nothing|touch\w*|still|useless|worthless|waste|dent|neither|none|worse|not|n't|never|no|un\w+|without|w/o|fail\w*|ineffective\w*|refractory|recalcitrant|despite|"
    r"in spite|exhausted|little|minimal|negligible|marginal|inadequate|insufficient|poor|limited|avail|"
    r"persist\w*|continue\w*|plateau\w*)\b|didn't|n't"
)
HELPED = either(
    "helps?|helped|helping|helpful|beneficial|effective|controls|controlled|relieves?|relieved|(?:good|"
    "excellent|great|significant|substantial|moderate) (?:relief|benefit|response|improvement)|with (?:relief|"
    "benefit)|symptomatic relief"
)
PARTLY = either(
    "some(?:what)?|barely|hardly|scarcely|partial(?:ly)?|temporar(?:y|ily)|transient(?:ly)?|a (?:little|bit)|mild(?:ly)?|modest(?:ly)?|"
    "short-?lived|for a while|brief(?:ly)?|initially"
)
TOLD = either("relief|benefit|help\\w*|improvement|effective|worse|failed|response")
"""Words of a parenthesis that tells how one treatment went."""
ILLS = (
    r"(?:ckd|esrd|chf|cad|gerd|pud|gib?|kidney|renal|ulcers?|bleed\w*|heart failure|anticoag\w*|eliquis|warfarin|coumadin|xarelto|gastric|bypass|liver|hepatic|"
    r"drows\w*|sleep\w*|fatigue|confusion|constipation|stomach|reflux|heartburn|blood pressure|rash|allerg\w*|side effects?|nausea|dizz\w*|sedation|swelling|"
    r"gastritis|palpitations|hypertension|weight gain|groggy|groggin\w+|foggy|tired\w*|apixaban|rivaroxaban|blood thinners?)"
)
"""Illnesses, drugs and effects for which a treatment is not given."""
REASON = either(
    r"(?:stopped,? )?(?:was |were |is )?too (?:groggy|sleepy|tired|drowsy|sedated|sedating|foggy|dizzy|sick)",
    rf"{ILLS},? (?:so |and )?(?:was |it was |she |he )?(?:stopped|d/?c'?d|discontinued|quit)",
    r"off[- ]limits|not allowed|must (?:avoid|not take)|told not to take|advised (?:against|not to take)|(?:is|are) out (?:because|due to)",
    rf"(?:stopped|d/?c'?d|discontinued|held|quit|off|avoid(?:s|ed)?)\s?[,(:-] ?(?:\w+ ){{0,2}}?{ILLS}",
    r"(?:had to be |was |were |had to )?(?:stop(?:ped)?|discontinued?|halted|abandoned|cut short) (?:it |them )?(?:as|because|since|when|due to|after) (?:\w+ ){0,4}?(?:aggravat\w*|worsen\w*|flar\w*|increas\w*|too painful|could not|couldn't)(?: (?:her|his|the|their|my) (?:\w+ )?(?:pain|symptoms))?",
    r"allergic(?: to)?|allergy",
    r"(?:avoid(?:ed)?|withheld|c/i)(?= ?[(:-])",
    r"intoleran(?:t|ce)|(?:could|can|did|does|was|were|is) ?(?:not|n't) (?:be )?tolerat\w*|cannot tolerate|"
    r"unable to tolerate|poorly tolerated|contra-?indicat\w*|cannot take|can't take|unable to (?:take|"
    "participate|attend|perform|do|complete)|cannot (?:participate|attend|perform|do)|not a candidate for|"
    "not able to (?:take|tolerate|do|attend|participate)|not possible|precluded?|should not take|must not take|"
    r"avoids?(?: \w+)? (?:due to|because)|gi (?:bleed|upset|intolerance)|allergic to|stopped (?:due to|"
    r"because of|after|for) (?:\w+ ){0,3}?(?:drows\w*|sleep\w*|fatigue|confusion|constipation|palpitations|stomach|reflux|heartburn|hypertension|blood pressure|weight gain|gi|gastric|bleed\w*|ulcers?|rash|kidney|renal|dizz\w*|nausea|"
    "side effects?|upset|reaction|sedation|swelling|gastritis)|"
    r"(?:stopped|d/?c'?d|discontinued|held|avoid(?:s|ed|ing)?|not taken|unable|can't|cannot) (?:due to|for|d/t|2/2|b/c(?: of)?|"
    r"because of|secondary to|given|from|w/) (?:\w+ ){0,3}?(?:ckd|esrd|chf|cad|gerd|pud|gib?|kidney|renal|ulcers?|bleed\w*|"
    r"heart failure|anticoag\w*|eliquis|warfarin|coumadin|xarelto|gastric|bypass|liver|hepatic|drows\w*|sleep\w*|fatigue|confusion|constipation|stomach|reflux|heartburn|blood pressure|rash|allerg\w*|"
    "side effects?|nausea|dizz\\w*|sedation|swelling)|not tolerated|ci\\b(?= (?:2/2|due|because))|"
    "made (?:him|her|them) (?:dizzy|sleepy|drowsy|nauseous|sick|tired|foggy)|upsets? (?:his|her|the|my|"
    "their) stomach|caused? (?:\\w+ )?(?:nausea|dizziness|bleeding|sedation|constipation|side effects|"
    "drowsiness|rash|gastritis|"
    "ulcers?|swelling)",
)
NOT_DONE = re.compile(
    r"\b(?:no(?! (?:\w+ )?(?:relief|benefit|improvement|help|success|effect)\b)|not|never|denies|denied|has not|have not|hasn't|didn't|did not|declin\w+|refus\w+|none of|avoid\w*|"
    r"neither|nor|defer\w*|hold|held|without(?! (?:\w+ )?(?:relief|benefit|improvement|help|success|effect)\b)|yet to|prior to)(?: (?!help|work|reliev|improv|benefit|respond|provid|effective)[\w-]+){0,4}? ?$"
)
"""Just before the modality: it was not done."""
COMPLETED = re.compile(r"\s*(?:was |were |has been )?(?:completed|finished|done|tried)\b")
"""Just after it: it was done, whatever else the clause speaks of."""
NONE_AFTER = re.compile(
    r"\s*[:=-]\s*(?:no\b(?! (?:\w+ )?(?:better|relief|help|improv\w*|benefit|change|good|effect|success|difference|use|response|gain))|none|never|declined|n/?a\b|not (?:done|tried|yet|covered|approved)|denied|nil)"
    r"|\s*[:=-]?\s*(?:was |were )?(?:offered|recommended|suggested|discussed)[, ]+(?:but |and )?(?:she |he |pt |patient )?(?:declined|refused)"
    r"|[^.;,\n]{0,24}\bauthorized,? (?:0|none|not) (?:attended|used|done|yet)"
)
"""Just after it, in a form: it was not done."""
OF = re.compile(
    r"\s*(?:of )?(?:a |formal |supervised |outpatient |directed |active |structured |in-person |trial of |"
    r"course of |daily )*"
)
TIMES = re.compile(
    r"\s*(?:x|[:,(-])?\s*(?:\(?[\d/]+\s*(?:-|to)\s*[\d/]+\)?,?\s*)?(?:for|was|lasted|x)?\s*"
    r"(?:about |approximately |at least |a total of )?"
)
CONSERVATIVE = either("conservative|non-?operative|non-?surgical|treatments|therapies|modalities")
OF_CONSERVATIVE = re.compile(r" of (?:\w+ ){0,2}?(?:conservative|non-?operative|non-?surgical)\b")
FOR_ALL = re.compile(
    r"\b(?:for|over|during|x)\b(?: (?:over|more than|at least|the past|the last|greater than|a total of|"
    r"about))* ?>?=? ?$"
)
HOW_OFTEN = re.compile(r"\b(?:times|once|twice|\dx)\s*(?:a|per|every|/)?\s*$")
"""Between a treatment and how long it went on."""
ORDERED = either(
    r"will|offered|refer\w*|order(?:ed)?|begin|initiat\w*|recommend\w*|advis\w*|suggest\w*|encourag\w*|plan(?:s|ned)?|"
    r"consider\w*|should|would|going to|gon na|gonna|schedul\w*|discuss\w*|mention\w*|options?|may (?:use|take|"
    "continue|need|benefit|help|resume)|allowed|to be started|can (?:use|take|continue)|wan na|let's|next step|"
    "resume|return to|prescribed (?:him|her|the patient|today)|prescribed [^.;]{0,30}today|start(?:ed|ing)? (?:him|her|them|the patient|you|"
    "on|today)|given today|provided (?:him|her|the patient)|dispensed|prescriptions?|consisting of|"
    "for soreness|as needed for|"
    "no new|today we|i want you|if needed"
)
"""In the same clause: it was ordered, advised or offered."""


def says_failed(clause: str) -> Iterator[re.Match[str]]:
    """Words by which a treatment did not help."""
    return (m for m in FAILED.finditer(clause) if _NEGATION.search(m[0]))
