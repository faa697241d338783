"""A practice's own policies: extra folders, the same loader."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest

from facetproof.errors import LibraryError, PolicyError
from facetproof.policy.find import OWN, policy_ids, using, version

DAY = dt.date(2026, 1, 5)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder with one policy that extends a folder of the package."""
    (tmp_path / "plan").mkdir()
    (tmp_path / "plan" / "policy.yaml").write_text(
        "id: private:plan   # ours\ntitle: A plan\nextends: cpt\nversions: [2025-01-01]\n", encoding="utf-8"
    )
    return tmp_path


def test_a_folder_outside_the_package_is_a_payer_while_it_is_used(own: Path) -> None:
    before = policy_ids()
    with using([str(own)]):
        assert policy_ids() == sorted([*before, "private:plan"])
        assert version("private:plan", DAY).start == dt.date(2025, 1, 1)
        assert version("private:plan", DAY).rule("IM01") is not None
    assert policy_ids() == before
    with pytest.raises(PolicyError):
        version("private:plan", DAY)


def test_the_folder_of_one_policy_can_be_named_itself(own: Path) -> None:
    with using([str(own / "plan")]):
        assert "private:plan" in policy_ids()


def test_the_environment_names_several_folders(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = own / "more"
    (other / "b").mkdir(parents=True)
    (other / "b" / "policy.yaml").write_text("id: private:b\nversions: [2025-01-01]\n", encoding="utf-8")
    monkeypatch.setenv(OWN, os.pathsep.join([str(own), str(other)]))
    assert {"private:plan", "private:b"} <= set(policy_ids())


def test_a_folder_that_is_not_there_is_an_error_for_people(tmp_path: Path) -> None:
    with using([str(tmp_path / "nowhere")]), pytest.raises(PolicyError, match="--policies") as caught:
        policy_ids()
    assert caught.value.code == "policies-missing"


def test_an_id_that_is_taken_is_refused(own: Path) -> None:
    (own / "plan" / "policy.yaml").write_text("id: medicare:ngs\nversions: [2025-01-01]\n", encoding="utf-8")
    with using([str(own)]), pytest.raises(LibraryError, match="is taken"):
        policy_ids()


def test_a_policy_without_an_id_is_refused(own: Path) -> None:
    (own / "plan" / "policy.yaml").write_text("title: A plan\n", encoding="utf-8")
    with using([str(own)]), pytest.raises(LibraryError, match="no `id`"):
        policy_ids()
