# ruff: noqa: E501 - one pattern or list a line
"""Drugs given at the target, by their generic names, and how notes tell amounts. All patterns are lower case."""

from __future__ import annotations

import re

from facetproof.facts.gates import Gated
from facetproof.facts.phrases import Lexicon
from facetproof.facts.quantities import NUMBER

AGENTS = Lexicon(
    {
        "lidocaine": (
            "lidocaine",
            "xylo",
            "lidoc",
            "xylocaine",
            "lignocaine",
            "lido",
            "lidocane",
            "lidocain",
            "lignocain",
        ),
        "bupivacaine": (
            "bupivacaine",
            "marcaine",
            "sensorcaine",
            "bupivicaine",
            "bupivacane",
            "bupi",
            "bupiv",
            "bupivi",
            "marc",
            "sensorc",
            "bup",
            "marcain",
            "bupivacain",
        ),
        "ropivacaine": ("ropivacaine", "naropin", "ropivicaine", "ropi", "ropiv", "naro", "ropivacain"),
        "levobupivacaine": ("levobupivacaine", "chirocaine"),
        "mepivacaine": ("mepivacaine", "carbocaine", "polocaine"),
        "chloroprocaine": ("chloroprocaine", "nesacaine", "2-chloroprocaine"),
        "methylprednisolone": (
            "methylprednisolone",
            "methyl prednisolone",
            "depo-medrol",
            "depo medrol",
            "depomedrol",
            "depom",
            "methylpred",
            "solumedrol",
            "depo",
            "depo-medrone",
            "depo medrone",
            "depomedrone",
            "solu-medrol",
            "methylprednisolone acetate",
            "methyl prednisolone acetate",
        ),
        "triamcinolone": (
            "triamcinolone",
            "triamcinolon",
            "kenalog",
            "kena",
            "kenolog",
            "triam",
            "triamcin",
            "triamcinalone",
            "tac",
            "kenalog-40",
            "kenalog-10",
            "triamcinolone acetonide",
            "aristospan",
            "triesence",
            "zilretta",
        ),
        "betamethasone": (
            "betamethasone",
            "betameth",
            "celest",
            "celestone",
            "celestone soluspan",
            "betamethasone sodium phosphate",
        ),
        "dexamethasone": ("dexamethasone", "dex", "dexa", "dexameth", "decadron", "dexamethasone sodium phosphate"),
        "hydrocortisone": ("hydrocortisone",),
        "ketorolac": ("ketorolac", "toradol"),
        "hyaluronic acid": ("hyaluronic acid", "hyaluronate", "synvisc", "viscosupplement"),
        "platelet-rich plasma": ("platelet-rich plasma", "platelet rich plasma", "prp"),
        "stem cells": ("stem cells", "bone marrow aspirate concentrate", "bmac", "mesenchymal cells", "stem cell"),
        "amniotic product": ("amniotic", "wharton's jelly", "exosomes", "umbilical"),
        "dextrose": ("dextrose", "prolotherapy"),
        "phenol": ("phenol",),
        "alcohol": ("dehydrated alcohol", "absolute alcohol", "ethanol"),
        "sarapin": ("sarapin",),
        "clonidine": ("clonidine",),
        "saline": ("saline", "normal saline", "nacl"),
        "ozone": ("ozone",),
        "botulinum toxin": ("botulinum", "botox"),
    }
)
SKIN = re.compile(
    r"\b(?:skin|wheals?|subcutaneous\w*|sub-?cutaneous|superficial|subq|sq|topical\w*|cutaneous|soft tissues?|needle tracks?|entry (?:sites?|points?)|local infiltration|infiltrat\w+|tracts?|anesthetiz\w+ the (?:skin|area|tract)|"
    r"numb(?:ed|ing)? the skin|local an(?:a)?esthe\w+ (?:was|infiltration|with|to the)|local (?:with|using|by)|overlying|dermis|emla)\b"
)
AT_TARGET = re.compile(
    r"\b(?:nerves?|branch\w*|joints?|facets?|targets?|medial|each (?:level|site)|per (?:level|site)|cannulas?|before lesion\w*|prior to lesion\w*|capsule)\b"
)
OTHER_USE = re.compile(
    r"\b(?:allerg\w*|iv\b|im\b|intramuscular\w*|po\b|intravenous|flush\w*|by mouth|orally|patch(?:es)?|cream|home (?:meds?|medications?|dose|use)|at home|prescri\w*|refill\w*|daily|bid|tid|prn|blood pressure|whole blood|irrigat\w+)\b"
)
NOT_USED = re.compile(
    r"\b(?:no|not|without|declin\w+|refus\w+|avoid\w*|omitted|withheld|instead of|rather than)\b[^.;,]{0,40}$"
)
NOT_AFTER = re.compile(
    r"^[^.;,]{0,30}?\b(?:was|were) (?:not|declined|omitted|withheld|avoided)\b|^ (?:had|has) been\b|^ (?:was|were) (?:planned|intended|ordered)\b|^ (?:not (?:used|given)|declined)"
)

_NUMBER = rf"(?:(?:one|two|three|four|five|six|seven|eight|nine)[ -]tenths?(?: of an?)?|[13]/[24](?= ?(?:ml|cc))|(?:zero )?point (?:one|two|three|four|five|six|seven|eight|nine)|one and a half|one[- ]half|half an?|half|(?:a |one )?quarter(?: of an?)?|three[- ]quarters|\u00bd|\u00bc|{NUMBER}|a)"
_UNIT = r"(?:ml|mls|mils?|cc|ccs|millilit(?:er|re)s?|m\.l\.)"
AMOUNT = re.compile(
    rf"(?<![\w.])(?P<value>{_NUMBER})\s*-?\s*(?:(?P<strength>(?:mg|mcg|milligrams?)\s*(?:/|per)\s*(?:1 ?)?(?:ml|cc))|(?P<percent>%|percent\b|pct\b)|(?P<ml>{_UNIT}\b)|(?P<mg>(?:mg|mgs|milligrams?)\b)|(?P<g>grams?\b|mcg\b|units?\b))"
)
"""A number with its unit: mL, mg, %, or mg/mL (a strength)."""

PER_TARGET = re.compile(
    r"\bapiece\b|(?<![\w.])[2-8] ?x ?\d*\.\d+ ?(?:ml|cc)\b|(?:ml|cc|mg)s?\s*x\s*\d\b|(?<=[a-z%] )x ?[2-8]\b(?! ?(?:days?|h\b|hrs?|hours?|wks?|weeks?|min\w*|mos?\b|months?|nights?|years?|yrs?|times|/|\d))|\bby (?:branch|nerve|joint|level)\b|/ ?(?:site|level|lvl|joint|jt|nerve|branch)\b(?! ?(?:block|root|injection|injected))|(?:ml|cc|mg)\s?/\s?(?:site|level|joint|nerve|branch)\b|\bea\b|\b(?:each|per|every)\s+(?:\w+ ){0,3}?(?:site|nerve|joint|level|branch|facet|target|medial branch|point|location|side|needle|cannula|segment|one|of the|ramus|mb|dr|nv|jt|lvl)"
    r"|\b(?:at|to|into|in|on|onto|over|for) (?:each|every|all)\b|\b(?:ml|cc|mg)\.? (?:each|apiece)\b|\beach\b(?! (?:other|time|page|day|week|visit|morning|night|month|step))|\bper\s+(?:site|nerve|joint|level|branch|target|mbs?\b|nv\b|jt\b|lvl\b)"
    r"|\beach (?:\w+[- ]?\w* )?(?:received|was given|got|nerve|joint|branch|site|level|target)\b"
    r"|\b(?:all|both|the) (?:\w+ )?(?:nerves|joints|levels|sites|branches) (?:each|respectively)"
)
EACH_OF_LABEL = re.compile(
    r"\b(?:per|each) (?:site|nerve|joint|level|branch|target|medial branch)\b|\b(?:vol|volume|amount|dose|drugs?|meds?|medications?|injectate|agent) (?:site|nerve|joint|level|branch|target)\b"
)
"""Labels of form lines whose amounts are for each target."""
TOTAL = Gated(r"\b(?:total|in all|altogether|shared (?:between|among|across|over)|divided|split|distributed|evenly)\b")
INTO_ONE = re.compile(
    r"\b(?:deposited|injected|placed|given|administered) (?:at|to|on|over|around) (?:the )?(?:right |left )?[ctl]\d|\b(?:into|in|at|on|onto|to|over|around) (?:the|this) (?:\w+[- ]?){0,3}?(?:joint|nerve|branch|ramus|facet|capsule)\b"
)
REPEATED = re.compile(
    r"\b(?:same|identical|similar) (?:\w+ ){0,2}?(?:procedure|technique|manner|fashion|steps?|process)\b|\b(?:in|using) (?:a |the )?(?:like|same|similar|identical) (?:manner|fashion|way|technique)\b|\blikewise\b|\b(?:procedure|technique|process|steps?|sequence|this) (?:was|were) (?:then )?(?:also )?(?:repeated|carried out|performed|done)\b|\brepeated (?:at|for|in|on)\b|\bremaining (?:levels?|sites?|nerves?|joints?|medial branches|targets?|branches)\b"
)
RECIPE = Gated(
    rf"(?:(?P<ml>{_NUMBER})\s*-?\s*{_UNIT}\s+(?:of|from)\s+)?(?:(?:an?|the|this)\s+)?(?:(?:total )?{_NUMBER}\s*-?\s*{_UNIT}\s+)?(?:\w+ )?(?:solution|mixture|mix|combination|cocktail|injectate|syringe)\b(?:[\w ]{{0,40}}?)(?:of|containing|consisting of|comprised of|composed of|made (?:up )?of|with|:|\()"
    rf"|\b(?:solution|mixture|mix|combination|syringe) (?:of|containing|consisting of|comprised of|made (?:up )?of|contained|was)\b|\bconsisting of\b|\bcontaining\b"
)
"""A syringe made of several drugs: amounts after it are those of the recipe."""
FORM_LABEL = re.compile(
    r"\b(?:drugs?|meds|medications?|injectates?|injected|agents?|local|steroid|solution|anesthetic|anaesthetic|medication|injection)\b"
)
BETWEEN = re.compile(
    r"(?:\s|/ ?(?:site|nerve|joint|level|branch|target)\b|(?:local )?an(?:a)?esthetics?\b(?: agent| solution)?|,|\(|\)|:|-|\bof\b|\bplain\b|\beach\b|\bper (?:site|nerve|joint|level|branch)\b|\bpreservative[- ]free\b|\bpf\b|\bthe\b|\bsolution\b|\bsterile\b|\bnormal\b|\bhyperbaric\b|\bisobaric\b|\ba\b|\binjectable\b|\bmpf\b|\bwas\b|\bat\b|\bacetate\b|\bacetonide\b|\bhcl\b|\bhydrochloride\b|\bleukocyte-poor\b|\bautologous\b|\bstrength\b|\babout\b|\bapproximately\b|/)*"
)
"""What may stand between a drug and its amount."""
VOLUME_LABEL = re.compile(r"^(?:\w+ ){0,2}(?:volume|vol|ml|cc|amount|dose|dosage|quantity)\b")
"""Labels of form lines with the amount of a drug named on another line."""
PLAIN_VOLUME = re.compile(r"[\s:]*(?P<value>\d+(?:\.\d+)?|\.\d+)\s*(?P<unit>ml|cc|mg)?s?\b")
STRENGTH_LABEL = re.compile(r"\b(?:concentration|conc|strength|percent)\b")
"""Labels of form lines with the strength of a drug named on another line."""
PLAIN_STRENGTH = re.compile(r"[\s:]*(?P<value>\d+(?:\.\d+)?|\.\d+)\s*(?:%|percent\b|pct\b)")
EPIDURAL = Gated(
    r"\b(?:epidural(?! (?:spill|spread|flow|leak\w*|uptake|extravasation|pattern|h(?:a)?ematoma|contrast))|interlaminar|transforaminal|foramen|foramina|neuroforam\w*|caudal|sacroiliac|si joint|sij|trigger points?|trapezius|"
    r"piriformis|bursa\w*|greater occipital|nerve roots?)\b"
)
"""A drug told with these went to another procedure of the day."""
AT_FACET = re.compile(r"\b(?:facets?|medial branch\w*|zygapo\w+|z-joints?|dorsal ram\w+|third occipital)\b")
NOT_AT_TARGET = re.compile(r"\b(?:an(?:a)?esthesia|sedation|skin|contrast|dye|prep)\b")
"""Labels of form lines whose drugs do not go to the target."""
