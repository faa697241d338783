# ruff: noqa: E501 - one pattern or list a line
"""How notes tell sedation. All patterns are lower case."""

from __future__ import annotations

import re

from facetproof.facts.gates import Gated
from facetproof.facts.options import TICK
from facetproof.facts.phrases import Lexicon

WORDS = Lexicon(
    {
        "general": (
            "general anesthesia",
            "general anaesthesia",
            "general endotracheal",
            "geta",
            "under general",
            "general anesthetic",
            "general anaesthetic",
        ),
        "mac": ("mac", "monitored anesthesia care", "monitored anaesthesia care", "mac anesthesia", "mac sedation"),
        "deep": ("deep sedation", "deeply sedated", "heavily sedated"),
        "moderate": (
            "moderate sedation",
            "conscious sedation",
            "moderately sedated",
            "iv moderate",
            "moderate iv sedation",
            "moderate conscious sedation",
            "twilight sedation",
            "twilight",
            "twilight anesthesia",
            "ivcs",
        ),
        "minimal": (
            "minimal sedation",
            "lightly sedated",
            "light sedation",
            "mild sedation",
            "anxiolysis",
            "oral anxiolytic",
            "minimally sedated",
            "light iv sedation",
            "mildly sedated",
            "oral sedation",
            "anxiolytic only",
            "light anxiolysis",
            "oral valium",
            "oral diazepam",
            "oral ativan",
            "oral lorazepam",
            "po valium",
            "po diazepam",
            "po lorazepam",
            "po ativan",
            "po xanax",
            "oral xanax",
            "oral alprazolam",
            "po alprazolam",
            "po midazolam",
            "oral midazolam",
        ),
        "iv": (
            "iv sedation",
            "intravenous sedation",
            "i.v. sedation",
            "sedation iv",
            "midazolam",
            "midaz",
            "ivs",
            "versed",
            "fentanyl",
            "propofol",
            "local and iv",
            "iv and local",
            "local with iv",
            "local/iv",
            "local + iv",
            "local plus iv",
            "sedation and analgesia",
            "intravenous sedation and analgesics",
            "ketamine",
            "monitored iv sedation",
            "was sedated",
        ),
        "none": (
            "no sedation",
            "no sed",
            "without sedation",
            "not sedated",
            "no iv sedation",
            "sedation none",
            "unsedated",
            "no sedative",
            "no sedatives",
            "no conscious sedation",
            "sedation was not",
            "sedation not used",
            "sedation not given",
            "sedation: no",
            "declined sedation",
            "without any sedation",
            "awake without sedation",
            "w/o sedation",
            "no anesthesia",
            "no moderate sedation",
            "sedation was declined",
            "nothing for sedation",
            "nothing given for sedation",
            "nothing was given for sedation",
            "no iv sed",
            "no anxiolytic",
            "no anxiolysis",
            "without sedating",
            "sedation was neither",
            "no sedating",
            "awake, none",
            "awake and unsedated",
            "fully awake",
            "sedation declined",
        ),
        "named": ("sedation", "sedating", "sedative", "sedatives", "sedating medication", "sedated"),
        "local": (
            "local only",
            "la only",
            "local anesthesia only",
            "local anesthetic only",
            "local anaesthetic only",
            "local anaesthesia only",
            "strictly local",
            "only local",
            "local alone",
            "straight local",
            "just local",
            "plain local",
            "purely local",
            "solely local",
            "under local an",
        ),
        "tablet": (
            "valium",
            "diazepam",
            "ativan",
            "lorazepam",
            "xanax",
            "alprazolam",
            "halcion",
            "triazolam",
            "hydroxyzine",
        ),
    }
)
BY_MOUTH = re.compile(r"\b(?:po|oral|orally|by mouth|sublingual\w*|sl|tablets?|took|taken)\b")
LABEL = re.compile(r"\b(?:sedation|sed|anesthesia|anaesthesia)\b")
FORM = re.compile(
    rf"(?:[\s:.-]|{TICK}|awake[, /]+|1% |patient )*(?:(?P<none>none|0\b|no\b|n\b(?= *(?:\[x|\(x|$))|not\b(?! (?:sure|applicable))|nil\b|n/a|not (?:used|given|required))|(?P<local>(?:lido(?:caine)? )?local(?: an(?:a)?esthe\w+| infiltration| lidocaine)?(?: only)?(?! (?:and|with|\+|/|plus) ?(?:iv|i\.v|intrav|mac|sed|conscious)))|(?P<general>general)|"
    r"(?P<mac>mac\b|monitored)|(?P<deep>deep)|(?P<moderate>moderate|conscious)|(?P<minimal>minimal|light|mild|oral|anxiolysis)|(?P<iv>iv\b|i\.v\.|intravenous))"
)
"""What a form line for sedation or anaesthesia begins with."""
INLINE = Gated(
    r"\b(?:sedation|sed|anesthesia|anaesthesia)(?: (?:documented|given|used|administered|level|type|depth))?\"?[ \t]*[:=][ \t]*\"?"
)
REASON = re.compile(
    r"\b(?:reason|because|indicated for|due to|owing to|given (?:her|his|the)|in view of|on account of|secondary to|for (?:severe|her|his|extreme) (?:\w+ )?(?:anxiety|phobia|panic|ptsd|spasm\w*)|indication)\b\s*(?:for sedation|of)?\s*[:=-]?\s*(?P<why>[^.\n;)]{4,160})"
)
PATIENT_NEEDS = re.compile(
    r"(?:the )?(?:patient|pt|she|he) (?:has|is|was|cannot|could not|suffers|with)\b [^.\n;]{4,160}"
)
"""A sentence after the depth, on the same form line, that says what the patient has."""
BARE_REASON = re.compile(
    r"\b(?:given |used |needed |required )?for (?P<a>(?:(?:severe|her|his|extreme|marked|needle|procedural|patient) )*(?:anxiety|phobia|panic|ptsd|spas\w+|claustrophobia|dystonia|tremor|movement disorder)\b(?:[ ,]+(?:and|with|disorder) ?[^.\n;)(,]{0,60})?)"
    r"|\((?P<b>(?:(?:severe|extreme|marked|pt|patient|with|has) )*(?:anxi|ptsd|phobi|panic|claustro|dystoni|tremor|parkinson|dementia|spas|cannot|unable|bmi|osa|autis|develop)[^)\n]{0,90})\)"
    r"|\b(?:as|since) (?P<d>(?:the )?(?:patient|pt|she|he) (?:has|had|is|was|cannot|could not|suffers) ?[^.\n;)]{4,120})"
    r"|[,;:(-] ?(?P<e>(?:(?:severe|extreme|marked|needle|pt|patient|procedural|significant) )*(?:anxiety|ptsd|phobi\w+|panic|claustro\w+|autis\w+|dementia|dystoni\w+|tremor)\b[^.\n;)|]{0,90})"
    r"|[,;:-] ?(?:as |since )?(?P<c>(?:the )?(?:patient|pt|she|he) (?:has|is|was|cannot|could not|unable|requires?|suffers|with|w/) ?[^.\n;)]{4,120})"
)
"""A reason beside the depth without a word such as "because": "versed for anxiety", "MAC (PTSD)", "MAC, patient has …"."""
