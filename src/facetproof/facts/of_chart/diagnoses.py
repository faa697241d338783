"""Diagnoses printed in the record."""

from __future__ import annotations

from facetproof.facts.case import Case
from facetproof.facts.catalogue import fact
from facetproof.facts.icd10cm import validity, written
from facetproof.facts.values import UNKNOWN, Value

_PATH = "diagnoses"


def covered_diagnoses(case: Case, codes: tuple[str, ...], cyst_codes: tuple[str, ...]) -> list[tuple[str, str]]:
    """(path, code) of every diagnosis on the policy's list; those for a cyst count for a cyst procedure only."""
    listed = {*codes, *(cyst_codes if case.kind == "cyst" else ())}
    given = [(f"{_PATH}.{n}", written(code)) for n, code in enumerate(case.chart.diagnoses or ())]
    return [(path, code) for path, code in given if code in listed]


@fact("diagnoses.covered", "word", "the first diagnosis on the policy's list, or the first diagnosis where none is")
def covered(case: Case, codes: tuple[str, ...], cyst_codes: tuple[str, ...] = ()) -> Value:
    """A code; unknown where the record prints none."""
    found = covered_diagnoses(case, codes, cyst_codes)
    if found:
        path, code = found[0]
        return Value(code, (path,))
    if not case.chart.diagnoses:
        return case.silent(_PATH)
    return Value("none on the list: " + ", ".join(map(written, case.chart.diagnoses)), (_PATH,))


@fact("diagnoses.faulty", "words", "diagnoses that are no valid, complete code on the date of service")
def faulty(case: Case) -> Value:
    """The codes, each with its fault; unknown where a code lies outside the table and none is faulty."""
    if not case.chart.diagnoses or case.dos is None:
        return UNKNOWN
    found = {code: validity(code, case.dos) for code in case.chart.diagnoses}
    bad = tuple(
        f"{written(code)} ({fault.replace('_', ' ')})" for code, fault in found.items() if fault not in (None, "valid")
    )
    if not bad and None in found.values():
        return UNKNOWN
    return Value(bad, (_PATH,))
