# ruff: noqa: E501 - one pattern a line
"""Other causes of the pain, fusions and facet cysts. All patterns are lower case."""

from __future__ import annotations

import re

from facetproof.facts.gates import Gated
from facetproof.facts.phrases import Lexicon, listed
from facetproof.facts.statements import either

CAUSE_CUES = Lexicon(
    {
        "cause": listed(
            "fracture, fx, tumor, tumour, cancer, malignancy, malignant, neoplasm, neoplastic, metastasis, "
            "metastatic, metastases, mass, infection, discitis, diskitis, osteomyelitis, abscess, deformity, "
            "scoliosis, kyphosis, spondylolisthesis, anterolisthesis, other cause, other pathology, "
            "other source, other etiology, other explanation, non-facet, nonfacet, alternative cause, red flag"
        ),
    }
)

CLASSES: dict[str, Gated] = {
    "fracture": either(r"fractur\w*", "fx"),
    "tumour": either("tumou?rs?", "cancer", r"malignan\w+", r"neoplas\w+", r"metasta\w+", "mass(?:es)?"),
    "infection": either(r"infect\w+", "dis[ck]itis", "osteomyelitis", r"abscess\w*"),
    "deformity": either("deformit(?:y|ies)", "scoliosis", "kyphosis", "spondylolisthesis"),
}
NONE_AT_ALL = either(
    r"red flags?\s*:?[^\n.;:]{0,80}\bnone of (?:these|the above)",
    r"no (?:evidence of |signs? of |indication of )?(?:any )?(?:other|non-?facet|"
    r"alternative) (?:\w+ ){0,2}?(?:causes?|patholog\w+|explanations?|(?:pain )?sources? of pain|"
    r"pain (?:sources?|generators?)|etiolog\w+)",
    r"(?:other|non-?facet|alternative) (?:\w+ ){0,2}?(?:causes?|patholog\w+|pain (?:sources?|generators?)|"
    r"etiolog\w+)(?: \w+){0,4}? (?:have been |has been |were |was |are |is )?(?:excluded|ruled out)",
)
"""Words that exclude everything else in one go."""
MIN_CLASSES = 2
"""So many kinds of pathology denied together are an exclusion; "no fracture" alone is not."""

EXCLUDED = re.compile(
    r"(?:\)|:)\s*(?:all )?(?:excluded|ruled out|none|no\b|absent|denied|negative)|\b(?:were|was|are|"
    r"have been|has been) (?:all )?(?:excluded|ruled out|absent)\b"
)
"""After a list of causes: none of them is there."""
ABSENT_BEFORE = re.compile(r"\b(?:absent|negative|excluded|ruled out|no evidence of(?: any)?)\b[^.;:]{0,24}:[^.;:]*$")
"""Before a list of causes: likewise."""
HAS_EXCLUDED = re.compile(
    r"\b(?:has|have|had|mri|ct|imaging|x-rays?|films?|radiographs?|work-?up) (?:\w+ )?(?:excluded|ruled out)\b[^.;:]*$"
)
PRESENT = either(
    "(?:acute|subacute|new|pathologic(?:al)?|compression|burst|vertebral|insufficiency|osteoporotic|sacral|"
    r"endplate|[tlc]\d{1,2}(?: vertebral)?(?: body)?)(?: \w+)? fractur\w*|(?:spinal|vertebral|epidural|spine|"
    r"bony|osseous|paraspinal) (?:tumou?rs?|metasta\w+|neoplasms?|abscess|infection|lesions? (?:consistent|"
    r"compatible) with metasta\w+)|metasta\w+ (?:to|in|of) (?:the )?(?:\w+ )?(?:spine|vertebra\w*|bones?)|"
    "metastatic (?:disease|lesions?)|dis[ck]itis|osteomyelitis|(?:severe|significant|marked|moderate|"
    r"progressive|unstable|structural|fixed)(?: \w+)? (?:scoliosis|kyphosis|deformity|spondylolisthesis)|"
    r"grade (?:2|3|4|ii|iii|iv)(?: \w+)? (?:spondylolisthesis|anterolisthesis)"
)
"""A finding that could explain the pain; a slight slip or curve is none."""
OLD = either(
    r"old|healed|remote|chronic|history of|h/o|hx of|prior|previous|\w+ years? ago|in remission|treated|stable"
)
MAYBE = either(
    r"could|may|might|possibl[ey]|cannot exclude|rule out|r/o|questionable|suspicio\w+|suspect\w*|versus|vs|"
    r"evaluate for|to look for|risks? \w+|unlikely|concern(?:ing)? for|suggest\\w*|worrisome for|differential|if"
)

IMAGED = either(r"mri|mr|ct|x-?rays?|imaging|films?|radiographs?|bone scan|studies|flexion-extension")
SPINAL = re.compile(
    r"\b(?:spin\w+|vertebra\w*|back|neck|lumbar|cervical|thoracic|lumbosacral|thoracolumbar|facets?|"
    r"scoliosis|kyphosis|"
    r"[ctl]\d{1,2}|compression fractures?|dis[ck]itis|m47\.\w+)\b"
)
ELSEWHERE = either(
    r"head|brain|skull|chest|lungs?|abdom\w+|pelvi\w+|femur\w*|foot|feet|toes?|hips?|knees?|ribs?|breast|"
    r"prostate|ears?|nose"
)
"""Another part of the body in the sentence: what is told there is no cause of spine pain."""

FUSION_CUES = Lexicon(
    {
        "fusion": listed("psf, plf, olif, fusion, fused, arthrodesis, acdf, tlif, plif, alif, xlif, fused segment"),
    }
)
FUSION = either("fusions?", "fused", "arthrodesis", "acdf", "[tpaxo]lif", "psf", "plf")
FUSION_NOT_DONE = either(
    r"plan\w*|discuss\w*|consider\w*|recommend\w*|candidate|propos\w*|schedul\w*|option\w*|would|will|"
    r"may (?:need|require|be|have|benefit)|might|if|refus\w*|declin\w*|consisting of|offer\w*|possible|tentative|"
    "wish(?:es)?|elected|contemplat\\w*|await\\w*|pending|needs?|needed|vs|versus|alternative|second opinion|asked (?:about|if|whether)|"
    r"not (?:done|performed|recommended|needed|a candidate)|authori[sz]\w*|request\w*|referr?(?:ed|al) for|hopes?|avoid\w*|prevent\w*|without (?:\w+ )?fusion|surgeon (?:suggest|recommend)\w*"
)

OTHER_SURGERY = either(r"lamin\w+|dis[ck]ectomy|microdis[ck]ectomy|decompression|foraminotomy|kyphoplasty")

CYST_CUES = Lexicon({"cyst": ["cyst", "cysts"]})
FACET_CYST = either(
    r"(?:synovial|facet(?: joint)?|juxta-?facet(?:al)?|juxta-?articular|zygapophyseal)(?: joint)? cysts?"
)
COMPRESSION = either(r"compress\w*|displac\w*|imping\w*|effac\w*|indent\w*|mass effect|pressing on")
SYMPTOMATIC = either("symptomatic")
NOT_SYMPTOMATIC = either("asymptomatic", "incidental(?:ly)?")
