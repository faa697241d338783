"""Who writes: the head and the signer of a letter or packet, as the practice gives them."""

from __future__ import annotations

import msgspec


class Signer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """The person who signs.

    Attributes:
        name: with credentials, such as `Pat Example, MD`.
        title: such as `Medical Director`.
    """

    name: str
    title: str | None = None


class Letterhead(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What stands at the head of a paper; what is not given is not printed.

    Attributes:
        practice: its name.
        address: its lines, street first.
        npi: of the practice, ten digits with a valid check digit.
        tax_id: federal tax number.
        contact: whom the payer may call.
    """

    practice: str
    address: tuple[str, ...] = ()
    phone: str | None = None
    fax: str | None = None
    email: str | None = None
    npi: str | None = None
    tax_id: str | None = None
    contact: str | None = None
    signer: Signer | None = None
