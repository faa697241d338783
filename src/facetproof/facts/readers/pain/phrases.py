# ruff: noqa: E501 - one pattern a line
"""How notes tell the spine pain: where it is and where it goes. All patterns are lower case."""

from __future__ import annotations

import re

from facetproof.facts.gates import Gated
from facetproof.facts.phrases import Lexicon, listed
from facetproof.facts.statements import either

CUES = Lexicon(
    {
        "axial": listed(
            "axial, axially, sits, stayed, confined, limited to, isolated to, localized, localised, stays, remains, keeps to, kept to, nonradiating, non-radiating, belt line, midline"
        ),
        "radicular": listed(
            "radic, radicular, radiculopathy, radiculopathies, radiculitis, sciatica, radiate, radiates, radiating, "
            "radiated, radiation, leg, arm, limb, extremity, extremities, thigh, calf, foot, feet, toe, hand, "
            "finger, dermatome, dermatomal, distribution, referred pain, referral, shooting, buttock, buttocks, below the knee, "
            "arms, legs, spares, sparing, below, beyond, waist, gluteal fold"
        ),
        "claudication": listed("claudication"),
        "generalised": listed(
            "fibromyalgia, generalized, generalised, widespread, diffuse, body pain, all over, everywhere"
        ),
    }
)

SPINE = either(
    "back|backache|lumbago|cervicalgia|low-back|neck|spine|spinal|lumbar|cervical|thoracic|lumbosacral|axial|facet|lbp|whiplash|"
    r"medial branch(?:es)?|mbbs?|[ctl]\d{1,2}[-/][ctls]?\d"
)
_LIMB = (
    r"arms?|legs?|limbs?|thighs?|calf|calves|knees?|foot|feet|toes?|hands?|fingers?|elbows?|shins?|forearms?|"
    r"(?:upper|lower) extremit(?:y|ies)|extremit(?:y|ies)"
)
LIMB = either(_LIMB, "shoulders?", "hips?", "wrists?", "ankles?", "headaches?", "chest", r"abdom\w+", "groin")

_REGION = "back|neck|spine|lumbar|cervical|thoracic|lumbosacral|midline"
AXIAL = Gated(
    r"(?<![\w-])axial(?:ly)?\b(?!,? (?:and )?(?:coronal|sagittal|groin|scans?|images?|imaging|cuts?|views?|"
    r"skeleton|load\w*|ct|mri|t[12]|slices?|"
    r"compression|plane|sections?|rotation|spine|spondylo\w*|arthr\w*))"
    rf"|\b(?:confined|limited|locali[sz]ed|restricted|isolated) to (?:the )?(?:[\w-]+ ){{0,3}}?(?:{_REGION})\b"
    rf"|\b(?:stays?|stayed|remains?|keeps?|kept|sits)(?: put| mostly| mainly| only| right)? (?:in|to|within|at|across|over|around|along|above) the (?:\w+ ){{0,2}}(?:{_REGION}|belt ?line|waist|beltline)\b"
)
CLAUDICATION = either("(?:neurogenic )?claudication")
GENERALISED = either(
    r"fibromyalgia|(?:generali[sz]ed|widespread|diffuse|total body|whole[- ]body) (?:body |musculoskeletal |"
    r"chronic )?pain|"
    r"pain (?:(?:is|was|has become) (?:now |more )?)?(?:all over|everywhere|widespread|diffuse|generali[sz]ed)"
)
VASCULAR = either("vascular|jaw|arter\\w+|intermittent|angiogra\\w+|ischemi\\w+")
"""Claudication of the arteries, unless the word neurogenic stands with it."""

_GOES = r"radiat\w+|referr\w+|shoot\w*|travel\w*|extend\w*|spread\w*|going|go(?:es)?|went|runs?|running"
_TO = r"(?:in)?to|down|through|along|below|past|in|towards?"
_GAP = r"(?:[\w'/-]+,? ){0,6}?"
RADICULAR = either(
    r"radic(?:ular)?(?! (?:arter|vessel)\w*)",
    r"radiculopath(?:y|ies)",
    "radiculitis",
    rf"(?:pains?|numbness|tingling|par(?:a|ae)?esthesias?|burning|aching|ache|symptoms) (?:down|"
    rf"into) (?:(?:the|his|her|their|both|left|right|lateral|posterior|entire|whole|outside|back|side|"
    rf"of) ){{0,5}}(?:{_LIMB})",
    "sciatica",
    rf"(?:{_GOES}) {_GAP}(?:{_TO}) {_GAP}(?:{_LIMB}|dermatom\w+|[lcs]\d(?:-[ls]?\d)? (?:\w+ )?distribution|knees?)",
    rf"(?:radiating|radiation) (?:{_TO}) {_GAP}(?:knees?|{_LIMB})",
    r"(?:band-like|intercostal|dermatomal)(?: (?:or|and|,) \w+)? (?:radiation|pain)",
    r"(?:radiating|referred) (?:\w+ )?(?:leg|arm) (?:pain|symptoms?)",
    rf"(?:{_LIMB}) radiation",
    r"(?:leg|arm|limb) pain (?:in|along|following) (?:a |an |the )?(?:left |right )?[lcs]\d (?:\w+ )?(?:distribution|dermatome|pattern)",
    rf"radiat(?:es|ion|ing)\s*[:?]\s*(?:yes,?|y,?|positive,?)? ?(?:to |into |down |in )?(?:(?:the|his|her|both|left|right|bilateral|l|r) ){{0,2}}(?:{_LIMB})",
)
"""Pain or paraesthesia that leaves the spine for a limb, or a word for it."""
LIMB_ALONE = either(
    rf"(?:pain|symptoms)(?:,? (?:or|and|nor) \w+)? (?:in|down) (?:(?:the|his|her|either|both|any|my) ){{0,2}}(?:{_LIMB})",
    r"(?:leg|arm|lower extremity|upper extremity|lower limb|upper limb|limb)s? (?:component|involvement|pain|symptoms?|sx\b|complaints?|"
    r"paresthesias?|paraesthesias?|radiation)",
)
"""A limb complaint by itself: its denial says that there is none, its mention not that it comes from the spine."""
NO_RADIATION = either(
    rf"(?:nothing|never|none)(?: (?:goes|going|travels|travelling|radiates|radiating|runs|running|extends|shoots|shooting))? (?:in)?(?:to|down|past|below|beyond) (?:(?:the|his|her|either|my|both) )?(?:{_LIMB}|buttocks?)",
    rf"(?:does not|doesn'?t|do not|don'?t|did not|didn'?t|not|never|without) (?:\w+ )?(?:go|going|goes|move|moving|run|running|pass|shoot|shooting|travel|travelling|traveling|radiat\w+|spread|spreading|extend|extending) (?:down|past|below|beyond|into|to|in) (?:(?:the|his|her|either|my|any|both|left|right) ){{0,2}}(?:{_LIMB}|buttocks?)",
    rf"(?:no|without|denies|absent) (?:\w+ )?(?:{_LIMB}) (?:referral|radiation|pain or numbness|pain/numbness)",
    r"(?:does|did|do) not (?:go|move|run|pass|spread) (?:in)?to (?:the |her |his )?(?:legs?|arms?|limbs?|buttocks?)|"
    r"no (?:leg|arm|limb|radic\w*) (?:sx|pain|symptoms?)|"
    "(?:does|did|do) not (?:radiate|travel|shoot|extend|spread)|doesn'?t (?:radiate|travel|shoot|spread)|"
    "non[- ]?radiating|no (?:distal |significant |associated |true )?radiati(?:on|ng)(?: (?:pain|symptoms))?|"
    "without (?:any )?radiati(?:on|ng)(?: (?:pain|symptoms))?|denies (?:any )?radiati(?:on|ng)(?: (?:pain|"
    r"symptoms))?|radiat(?:ion|es|ing)\s*[:=?]\s*(?:none|no|n|denied|denies|absent)",
    rf"spar(?:es|ing) (?:(?:the|both|his|her|my) )?(?:{_LIMB})",
    r"not radiating|(?:no|denies|denied|without)(?: any)?(?: (?:pain|symptoms|complaints))? (?:distal to|below|beyond|past) the (?:gluteal fold|buttocks?|knees?|waist|belt ?line|elbows?|shoulders?)|(?:never|not|nothing|none)(?: \w+){0,3}? (?:below|past|beyond) (?:the |her |his )?(?:waist|belt ?line|knees?|buttocks?|gluteal|hips?)",
    "no (?:legs?|arms?)(?=\\s*(?:[.,;)]|$))",
)
LABEL = re.compile(
    r"(?:without|w/o) (?:myelopathy(?:,? (?:or|and|/) radiculopathy)?|"
    r"radiculopathy|or with myelopathy or radiculopathy)"
)
"""Words of a diagnosis label, no statement about this patient's limbs."""
PAST = either(
    "(?:has |have )?(?:long since |since |now |completely |fully )*(?:resolved|gone|disappeared|subsided|"
    r"eradicated|cleared)|addressed|history of(?: \w+)?|hx of|h/o|(?:years?|months?) ago|in (?:19|20)\d\d|"
    "previous|prior|former|old"
)
RESOLVED = either("resolved", "gone", "disappeared", "subsided", "eradicated", "cleared")
DURING_PROCEDURE = either(
    r"stimulat\w+|lesion\w*|needles?|inject\w*|recruitment|cannulas?|probes?|electrodes?|block|during|procedure|"
    r"bupivacaine|lidocaine|aspirat\w+"
)
STIMULATION = either(r"stimulat\w+|lesioning|recruitment")
