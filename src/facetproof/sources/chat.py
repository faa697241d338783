"""An optional language model behind any OpenAI-compatible endpoint: its settings, and one question put to it.

Off unless asked for. Nothing of what is sent or answered is logged or told in an error.
"""

from __future__ import annotations

import ipaddress
import logging
import os
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec

from facetproof.errors import FacetproofError, InputError

#: (instructions, text) → the answer.
Ask = Callable[[str, str], str]

MAX_ANSWER = 200_000
_PREFIX = "FACETPROOF_ASSIST_"
_LOCAL_ENDINGS = (".local", ".internal", ".lan", ".localhost")


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where the model is and how it is asked.

    Attributes:
        url: of the endpoint, the part before `/chat/completions`.
        model: its name there.
        key: sent as bearer token; empty for a server that asks for none.
        timeout: seconds to wait for an answer.
        retries: how often a failed request is sent again.
        text: `masked` sends notes de-identified, `as_is` sends them unchanged.
    """

    url: str
    model: str
    key: str = ""
    timeout: float = 60
    retries: int = 1
    text: str = "masked"


class NoAnswerError(FacetproofError):
    """The model was asked and gave no usable answer; the note can be read without it."""


def settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Settings from the file named by `FACETPROOF_ASSIST_FILE` (TOML), each overridden by its own variable.

    Args:
        environment: variables; those of the process where none are given.

    Raises:
        InputError: no address or model, an unknown name, a value that does not fit, an address that is not safe.
    """
    env = os.environ if environment is None else environment
    given: dict[str, Any] = _file(env[_PREFIX + "FILE"]) if env.get(_PREFIX + "FILE") else {}
    given |= {name: env[key] for name in Settings.__struct_fields__ if env.get(key := _PREFIX + name.upper())}
    for name in ("url", "model"):
        if not given.get(name):
            raise InputError(
                "assist-unset",
                "No language model is set",
                where=_PREFIX + name.upper(),
                todo="Set FACETPROOF_ASSIST_URL and FACETPROOF_ASSIST_MODEL, or leave out --assist.",
            )
    try:
        found = msgspec.convert(given, Settings, strict=False)
    except msgspec.ValidationError as error:
        where = str(error).partition(" - at ")[2].strip("`$.") or _PREFIX + "FILE"
        raise InputError(
            "assist-setting", "A setting of the language model is unknown or does not fit", where=where, todo=_SEE
        ) from None
    if found.text not in ("masked", "as_is") or not 0 < found.timeout <= 3600 or not 0 <= found.retries <= 10:
        raise InputError("assist-setting", "text is `masked` or `as_is`; timeout and retries have bounds", todo=_SEE)
    _check(found.url)
    return found


def asking(chosen: Settings) -> Ask:
    """A function that puts one question to the model.

    Raises:
        InputError: the client library is not installed.
    """
    try:
        import openai
    except ImportError:
        raise InputError(
            "assist-missing",
            "The client library of language models is not installed",
            todo='Run pip install "facetproof[assist]", or leave out --assist.',
        ) from None
    for name in ("openai", "httpx", "httpx2", "httpcore", "httpcore2"):
        # at level debug the client writes whole requests, which is the note
        logging.getLogger(name).setLevel(logging.WARNING)
    client = openai.OpenAI(
        base_url=chosen.url,
        api_key=chosen.key or "none",
        timeout=chosen.timeout,
        max_retries=chosen.retries,
        # a redirect would take the note to an address that nobody set
        http_client=openai.DefaultHttpxClient(follow_redirects=False),
    )

    def ask(instructions: str, text: str) -> str:
        try:
            answer = client.chat.completions.create(
                model=chosen.model,
                temperature=0,
                messages=[{"role": "system", "content": instructions}, {"role": "user", "content": text}],
            )
            said = answer.choices[0].message.content
        except openai.APITimeoutError:
            raise NoAnswerError("assist-timeout", f"the model gave no answer within {chosen.timeout:g} s") from None
        except openai.APIStatusError as error:
            raise NoAnswerError("assist-status", f"the endpoint answered with status {error.status_code}") from None
        except openai.APIConnectionError:
            raise NoAnswerError("assist-unreachable", "the endpoint cannot be reached") from None
        except (openai.OpenAIError, AttributeError, LookupError, TypeError, ValueError):
            raise NoAnswerError("assist-answer", "the endpoint's answer has another shape") from None
        if not isinstance(said, str) or len(said) > MAX_ANSWER:
            raise NoAnswerError("assist-answer", "the endpoint's answer is empty or too long")
        return said

    return ask


_SEE = "See docs/assist.md."


def _file(name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(Path(name).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise InputError(
            "assist-file", "The settings of the language model cannot be read", where=name, todo=_SEE
        ) from None


def _check(url: str) -> None:
    """An address is https, or http within the house."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        host, parts = "", urlsplit("")
    if host and (parts.scheme == "https" or (parts.scheme == "http" and _in_house(host))):
        return
    raise InputError(
        "assist-address",
        "The address of the language model is not https, nor http to a machine of the own network",
        where=_PREFIX + "URL",
        todo="Use https.",
    )


def _in_house(host: str) -> bool:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return "." not in host or host.endswith(_LOCAL_ENDINGS)
    return address.is_private or address.is_loopback
