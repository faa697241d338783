"""Random charts with holes in them, for the property tests. Deterministic by seed."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from typing import Any

from facetproof.policy.find import policy_ids

JOINTS = ["C2-3", "C3-4", "C4-5", "C7-T1", "T5-6", "T11-12", "T12-L1", "L1-2", "L3-4", "L4-5", "L5-S1"]
NERVES = ["TON", "C3", "C4", "C5", "T11", "T12", "L1", "L2", "L3", "L4", "L5", "S1"]
PAYERS = policy_ids()
TECHNIQUES = [
    "medial_branch_block",
    "medial_branch_block",
    "intra_articular",
    "thermal_rfa",
    "thermal_rfa",
    "pulsed_rfa",
    "cyst_rupture",
]
CODES = ["64490", "64491", "64493", "64494", "64495", "64633", "64634", "64635", "64636", "77003", "99152"]
DIAGNOSES = ["M47.812", "M47.816", "M47.817", "M54.50", "M47.81", "M71.38"]


class Maker:
    """Makes charts as plain JSON values; every field is absent with probability `hole`."""

    def __init__(self, seed: int, hole: float = 0.25, payers: Sequence[str] = PAYERS) -> None:
        self.random = random.Random(seed)
        self.payers = payers
        self.hole = hole

    def chart(self) -> dict[str, Any]:
        """One chart with a date of service between 2019 and 2027."""
        dos = self._day(dt.date(2019, 1, 1), 3000)
        return self._with_holes(
            {
                "payer": lambda: self.random.choice(self.payers),
                "session": lambda: {**self._session(), "dos": dos.isoformat()},
                "assessment": self._assessment,
                "diagnoses": lambda: self.random.sample(DIAGNOSES, self.random.randint(0, 2)),
                "plan": self._plan,
                "history": lambda: [self._earlier(dos) for _ in range(self.random.randint(0, 6))],
                "history_from": lambda: (
                    dos - dt.timedelta(days=self.random.choice([30, 364, 365, 366, 800]))
                ).isoformat(),
                "benefit_year_from": lambda: (dos - dt.timedelta(days=self.random.choice([30, 300, 400]))).isoformat(),
                "attestation": lambda: self._with_holes(
                    {
                        "kind": lambda: self._pick("letter_of_attestation", "physician_statement"),
                        "signed": lambda: self._pick(True, False),
                    }
                ),
                "claim": self._claim,
                "documents": lambda: [
                    {"id": "n", "text": "The facts are in the structured record.", "date": dos.isoformat()}
                ],
            },
            always=("payer", "session"),
        )

    def _with_holes(self, makers: dict[str, Any], always: tuple[str, ...] = ()) -> dict[str, Any]:
        return {name: make() for name, make in makers.items() if name in always or self.random.random() > self.hole}

    def _pick(self, *values: Any) -> Any:
        return self.random.choice(values)

    def _day(self, first: dt.date, span: int) -> dt.date:
        return first + dt.timedelta(days=self.random.randrange(span))

    def _target(self) -> dict[str, Any]:
        start = self.random.randrange(len(JOINTS) - 2)
        return self._with_holes(
            {
                "side": lambda: self._pick("left", "right", "bilateral"),
                "joints": lambda: JOINTS[start : start + self.random.randint(1, 3)],
                "nerves": lambda: self.random.sample(NERVES, self.random.randint(0, 3)),
            }
        )

    def _relief(self) -> dict[str, Any]:
        return self._with_holes(
            {
                "percent": lambda: self._pick(0, 30, 49, 50, 79, 80, 81, 95),
                "hours": lambda: self._pick(1, 8, 2189, 2190, 4379, 4380, 6000),
                "function_percent": lambda: self._pick(20, 50, 60),
                "bound": lambda: self._pick("at_least", None, None),
                "movements_possible": lambda: self._pick(True, False),
            }
        )

    def _session(self) -> dict[str, Any]:
        return self._with_holes(
            {
                "billing_entity": lambda: self._pick("professional", "asc", "hospital_outpatient"),
                "technique": lambda: self._pick(*TECHNIQUES),
                "intent": lambda: self._pick("diagnostic", "therapeutic"),
                "guidance": lambda: self._pick("fluoroscopy", "fluoroscopy", "ct", "ultrasound", "none"),
                "contrast": lambda: self._pick(True, False),
                "signed": lambda: self._pick(True, False),
                "targets": lambda: [self._target() for _ in range(self.random.randint(0, 2))],
                "injectates": lambda: [
                    {
                        "agent": self._pick("bupivacaine", "lidocaine", "platelet rich plasma"),
                        "ml": self._pick(0.5, 1),
                        "per": self._pick("target", "total"),
                    }
                ],
                "sedation": lambda: self._pick("none", "minimal", "moderate", "mac"),
                "sedation_reason": lambda: self._pick("anxiety", "cannot lie still because of tremor"),
                "ablation": lambda: self._with_holes(
                    {
                        "celsius": lambda: self._pick(42, 79, 80, 85),
                        "seconds": lambda: self._pick(39, 40, 90, 91),
                    }
                ),
                "pain_before": lambda: {"scale": "NRS", "score": self.random.randint(0, 10)},
                "pain_after": lambda: {"scale": self._pick("NRS", "VAS"), "score": self.random.randint(0, 10)},
                "relief": self._relief,
                "same_day": lambda: self._pick([], [{"kind": "epidural"}], [{"kind": "evaluation"}]),
            }
        )

    def _earlier(self, dos: dt.date) -> dict[str, Any]:
        gap = self._pick(5, 13, 14, 20, 180, 364, 365, 366, 700, 731, 900)
        return self._session() | self._with_holes(
            {
                "dos": lambda: (dos - dt.timedelta(days=gap)).isoformat(),
                "count": lambda: self._pick(1, 2),
                "completed": lambda: self._pick(True, True, False),
                "placebo_controlled": lambda: self._pick(True, False, False),
            }
        )

    def _assessment(self) -> dict[str, Any]:
        return self._with_holes(
            {
                "pain": lambda: self._with_holes(
                    {
                        "months": lambda: self._pick(1, 2.9, 3, 14),
                        "axial": lambda: self._pick(True, False),
                        "radicular": lambda: self._pick(True, False),
                        "claudication": lambda: self._pick(True, False),
                        "generalised": lambda: self._pick(True, False),
                        "scale": lambda: "NRS",
                        "score": lambda: self.random.randint(0, 10),
                    }
                ),
                "disability": lambda: self._pick({"scale": "ODI"}, {"scale": "ODI", "score": 40}, {}),
                "conservative_care": lambda: [
                    self._with_holes(
                        {
                            "modality": lambda: self._pick("physical_therapy", "nsaid", "other_medication"),
                            "weeks": lambda: self._pick(2, 6, 13),
                            "failed": lambda: self._pick(True, False),
                            "visits": lambda: self._pick(3, 4, 12),
                            "until": lambda: self._day(dt.date(2019, 1, 1), 3000).isoformat(),
                        },
                        always=("modality",),
                    )
                ],
                "other_cause": lambda: self._pick([], ["fracture"]),
                "fused_joints": lambda: self._pick([], ["L4-5"]),
                "pseudarthrosis_suspected": lambda: self._pick(True, False),
                "facet_loading": lambda: self._pick(True, False),
                "paraspinal_tenderness": lambda: self._pick(True, False),
                "neuro_deficit": lambda: self._pick(True, False),
                "bmi": lambda: self._pick(24, 40, 41),
                "asa_class": lambda: self._pick(2, 3, 5),
                "cyst": lambda: self._with_holes(
                    {"imaging_shows_compression": lambda: True, "symptomatic": lambda: self._pick(True, False)}
                ),
            }
        )

    def _plan(self) -> dict[str, Any]:
        reason = {name: (lambda: "stated in the record") for name in ("rfa_not_possible_reason", "early_repeat_reason")}
        return self._with_holes({"rfa_intended": lambda: self._pick(True, False), **reason})

    def _claim(self) -> dict[str, Any]:
        lines = [
            {
                "cpt": self._pick(*CODES),
                "units": self._pick(1, 1, 2),
                "modifiers": self.random.sample(["50", "RT", "LT", "KX", "59", "51"], self.random.randint(0, 2)),
            }
            for _ in range(self.random.randint(0, 3))
        ]
        return {"lines": lines, "bill_type": self._pick("131", "831", None)}
