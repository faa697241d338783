"""Packages of DTR: a Questionnaire with the libraries it needs and the drafts of its responses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from facetproof.sources.fhir_check.fault import Nonconformity, broken
from facetproof.sources.fhir_values import members, object_of

_LIBRARY = "http://hl7.org/fhir/StructureDefinition/cqf-library"
_CONTENTS = ("text/cql", "application/elm+json")


def check_package(bundle: dict[str, Any], place: str) -> Iterator[Nonconformity]:
    """What breaks the rules of one package Bundle."""
    held = [object_of(entry.get("resource")) for entry in members(bundle, "entry")]
    kinds = [str(resource.get("resourceType")) for resource in held]
    if not kinds or kinds[0] != "Questionnaire":
        what = "The first entry of a package is its Questionnaire"
        yield broken(f"{place}.entry[0]", "dtr-package-first", what, "Put the Questionnaire first.")
    if kinds.count("Questionnaire") > 1:
        yield broken(
            f"{place}.entry", "dtr-package-one", "A package holds one Questionnaire", "Make a package of each."
        )
    if bundle.get("type") != "collection":
        yield broken(f"{place}.type", "dtr-package-type", "A package is a collection", "Write `collection`.")
    if "QuestionnaireResponse" not in kinds:
        what = "A package holds a draft of the response"
        yield broken(f"{place}.entry", "dtr-package-draft", what, "Add a QuestionnaireResponse.", severe=False)
    urls = {str(resource.get("url")) for resource in held if resource.get("resourceType") == "Questionnaire"}
    for n, resource in enumerate(held):
        named = str(resource.get("questionnaire")).partition("|")[0]
        if kinds[n] == "QuestionnaireResponse" and named not in urls and not named.startswith("#"):
            what = "The draft answers another Questionnaire"
            yield broken(f"{place}.entry[{n}].resource.questionnaire", "dtr-package-draft", what, "Name this one.")


def check_dependencies(form: dict[str, Any], entries: list[dict[str, Any]], place: str) -> Iterator[Nonconformity]:
    """Every library that a Questionnaire of a package names is in the package, once, by its version."""
    libraries = [resource for resource in entries if resource.get("resourceType") == "Library"]
    held = Counter(str(library.get("url")) for library in libraries)
    for n, extension in enumerate(members(form, "extension")):
        if extension.get("url") != _LIBRARY:
            continue
        url, _, version = str(extension.get("valueCanonical")).partition("|")
        at = f"{place}.extension[{n}]"
        if url not in held:
            what = "The library named is not in the package"
            yield broken(at, "dtr-package-library", what, "Add the Library as an entry.")
        if not version:
            what = "The library is named without its version"
            yield broken(at, "dtr-package-version", what, "Add | and the version.", severe=False)
    if any(count > 1 for count in held.values()):
        yield broken(place, "dtr-package-library-once", "A library is in the package twice", "Keep one of it.")
    names = Counter(str(library.get("name")) for library in libraries if library.get("name"))
    if any(count > 1 for count in names.values()):
        yield broken(place, "dtr-package-library-name", "Two libraries have one name", "Give each its own.")


def check_library(library: dict[str, Any], place: str) -> Iterator[Nonconformity]:
    """A library carries its logic inside, as CQL and compiled."""
    contents = members(library, "content")
    for n, content in enumerate(contents):
        if not content.get("data"):
            yield broken(f"{place}.content[{n}].data", "dtr-library-data", "The content is not inside", "Add data.")
    kinds = [str(content.get("contentType")).partition(";")[0] for content in contents]
    for kind in _CONTENTS:
        if kind not in kinds:
            what = f"The library has no content of type {kind}"
            yield broken(f"{place}.content", "dtr-library-content", what, "Add it.", severe=False)
