# ruff: noqa: E501 - one pattern or list a line
"""Imaging at the needle, contrast and kept images. All patterns are lower case."""

from __future__ import annotations

import re

from facetproof.facts.gates import Gated
from facetproof.facts.options import TICK
from facetproof.facts.phrases import Lexicon

IMAGING = Lexicon(
    {
        "fluoroscopy": (
            "fluoroscopy",
            "fluoroscopic",
            "fluoroscopically",
            "fluoro",
            "c-arm",
            "c arm",
            "x-ray guided",
            "x ray guided",
            "xray guided",
            "x-ray guidance",
            "x-ray control",
            "image intensifier",
            "flouroscopy",
            "flouroscopic",
            "fluroscopy",
            "fluroscopic",
            "fluorosocopy",
            "fluoroscope",
            "fluoroguided",
            "under x-ray",
            "xr guidance",
            "xr-guided",
            "xr guided",
            "xray guidance",
            "fluoro guided",
            "fluoroscopic-guided",
            "x ray guidance",
            "fluoro-guided",
            "biplanar imaging",
            "image intensification",
            "x-ray screening",
            "x ray screening",
            "xray control",
            "x ray control",
            "x-ray was used",
            "x-rays were used",
            "live x-ray",
            "x-ray machine",
            "fl guided",
            "fl guidance",
            "fluoroscopy-guided",
            "radiographic guidance",
            "radiologic guidance",
        ),
        "ct": (
            "ct guidance",
            "ct-guided",
            "ct guided",
            "under ct",
            "ct fluoroscopy",
            "ct fluoro",
            "ct-fluoro",
            "ct fluoroscopic",
            "intermittent ct",
            "ct scout",
            "ct suite",
            "ct table",
            "ct gantry",
            "ct guide",
            "using ct",
            "with ct",
            "ct was used",
            "ct scanner",
            "ct-fluoroscopy",
            "computed tomography guidance",
            "ct control",
            "cat scan guidance",
            "ct imaging guidance",
        ),
        "ultrasound": (
            "ultrasound",
            "ultrasound-guided",
            "ultrasound guidance",
            "under us guidance",
            "us guidance",
            "us-guided",
            "us guided",
            "sonographic",
            "sonographically",
            "sonography",
            "ultrasonography",
            "ultrasonographic",
            "curvilinear probe",
        ),
        "mri": ("mri guidance", "mri-guided", "mr-guided", "mr guidance"),
        "none": (
            "no imaging",
            "without imaging",
            "no image guidance",
            "without image guidance",
            "no fluoroscopy",
            "without fluoroscopy",
            "no guidance",
            "blind technique",
            "without fluoroscopic guidance",
            "imaging was not used",
            "image guidance was not used",
            "no imaging guidance",
            "imaging not used",
            "by palpation only",
        ),
    }
)
GUIDANCE_LABEL = re.compile(r"\b(?:guidance|modality|imaging)\b")
PLAIN = re.compile(
    rf"(?:[\s:]|{TICK})*(?:(?P<none>none|not used|no)|(?P<ct>ct)|(?P<us>us\b|u/s)|(?P<xray>x-?ray|xr)|(?P<mri>mri))\b"
)
"""What a form line for guidance may hold."""

CONTRAST = Lexicon(
    {
        "contrast": (
            "contrast",
            "omnipaque",
            "isovue",
            "iohexol",
            "iopamidol",
            "dye",
            "gadolinium",
            "arthrogram",
            "arthrography",
            "conray",
            "radiopaque",
            "magnevist",
            "gadavist",
            "visipaque",
            "iodixanol",
            "omniscan",
            "omni",
            "isovue m",
            "omnipaque 240",
            "omnipaque 300",
            "arthrographic",
            "optiray",
            "ultravist",
            "isovue-m",
            "renografin",
            "hypaque",
            "contrast medium",
            "contrast agent",
            "contrast material",
            "radiocontrast",
            "opacified",
        )
    }
)
NO_CONTRAST = re.compile(
    r"\b(?:no|without|w/o|not|omitted|withheld|deferred|skipped|avoided)\b(?: \w+){0,3}? ?(?:contrast|dye|omni|omnipaque|isovue|iohexol)\b"
    r"|\b(?:contrast|dye|omni|omnipaque|isovue|iohexol)\b(?: \w+){0,3}? (?:none\b|nil\b|omitted|withheld|deferred|not (?:used|given|injected|needed|required|administered)|was (?:omitted|withheld|deferred)|(?:was|were) not (?:\w+ )?(?:used|given|injected|administered))"
    rf"|\b(?:contrast|dye)\b(?: used| given)?[ :?=-]*(?:{TICK})?[ ]*(?:n\b|none\b|nil\b|0(?![\d.]))"
)
FLOW = re.compile(
    r"\b(?:no|without|not?|absence of|negative for|showed no|revealed no|neither)\b[^.;]{0,60}?\b(?:uptake|spread|flow|extravasation|run-?off|escape|pattern|leak\w*)\b"
)
"""A denial of spread says that contrast was there to be seen."""
NOT_GIVEN = re.compile(
    r"\b(?:hives|anaphyla\w*)\b|\b(?:allerg\w*|reaction|risk\w*|enhanc\w*|mri|scan|myelogram|with and without|ct with)\b"
)

_PICTURES = r"(?:images?|imaging|ap/lat(?:eral)?|films?|pictures?|pics?|views|clips?|cines?|fluoro(?:scopic)?(?: images?)?|spot films?|spots|image capture|stills?|prints?|printouts?|screenshots?|hard ?cop(?:y|ies)|permanent (?:images?|records?|recording))"
_KEPT = r"(?:saved|archived?|stored|kept|printed|filed|retained|uploaded|recorded|preserved|sent to (?:pacs|the chart|chart)|pacs|on file|placed in the (?:chart|record)|scanned|(?:in|to|into) (?:the |her |his )?(?:\w+ )?(?:chart|record|archive|file|emr|ehr))"
SAVED = Gated(
    rf"\b{_PICTURES}\b(?:[ /]+[\w'/-]+){{0,7}}?[ :|/]{{0,24}}\b{_KEPT}\b"
    rf"|\b(?:saved|archived|stored|kept|printed|retained|uploaded) (?:[\w-]+ ){{0,5}}?{_PICTURES}\b"
    r"|\bpermanent (?:images?|fluoroscopic images?|image record\w*)\b(?: \w+){0,3}? ?(?:obtained|made|taken|created|captured)?"
)
NOT_SAVED = re.compile(r"\b(?:no|not|without|were not|was not|failed|unable|none)\b")
ANSWER = re.compile(
    rf"(?:[\s:?]|{TICK})*(?:(?P<yes>yes|used|given|y|true|\d*\.\d+ ?(?:ml|cc)|[1-9]\d? ?(?:ml|cc))|(?P<no>none|not used|no|n|0(?![.\d])|false|n/a|omitted|withheld|deferred|declined))\b"
)
"""What a form line answers."""
