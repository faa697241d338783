"""The request for prior authorization: what is not given is told by name."""

from __future__ import annotations

import msgspec
import pytest

from facetproof.model.authorization import (
    AuthorizationRequest,
    Contact,
    Coverage,
    Individual,
    Provider,
    RequestedLine,
    not_given,
)
from facetproof.model.spine import Side

REQUEST = AuthorizationRequest(
    policy="medicare:ngs",
    patient=Individual(last_name="Testcase", first_name=" "),
    servicing=Provider(last_name="Example", first_name="Pat"),
    lines=(RequestedLine(number=1, code="64493", side=Side.LEFT), RequestedLine(number=2, code="64494")),
)


@pytest.mark.parametrize(
    ("path", "open_paths"),
    [
        ("patient.last_name", ()),
        ("patient.first_name", ("patient.first_name",)),
        ("coverage.subscriber.last_name", ("coverage.subscriber.last_name",)),
        ("lines.*.side", ("lines.1.side",)),
        ("lines.*.code", ()),
        ("diagnoses", ("diagnoses",)),
        ("lines", ()),
    ],
)
def test_what_is_not_given_is_told_by_its_path(path: str, open_paths: tuple[str, ...]) -> None:
    assert not_given(REQUEST, [path]) == open_paths


def test_a_path_that_the_request_does_not_have_is_a_mistake_of_ours() -> None:
    with pytest.raises(AttributeError):
        not_given(REQUEST, ["patient.surname"])


def test_a_request_survives_json() -> None:
    assert msgspec.json.decode(msgspec.json.encode(REQUEST), type=AuthorizationRequest) == REQUEST


@pytest.mark.parametrize(
    ("provider", "shown"),
    [
        (Provider(last_name="Example", first_name="Pat"), "Example, Pat"),
        (Provider(name="Example Clinic"), "Example Clinic"),
        (Provider(), None),
    ],
)
def test_a_provider_is_shown_as_person_or_as_organization(provider: Provider, shown: str | None) -> None:
    assert provider.shown == shown


def test_a_misspelt_field_of_settings_is_refused() -> None:
    for kind in (Individual, Coverage, Provider, Contact):
        with pytest.raises(msgspec.ValidationError):
            msgspec.convert({"nme": "x"}, kind)
