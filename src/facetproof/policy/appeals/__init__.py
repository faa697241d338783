"""Denials and appeals: what a code of a remittance claims, who decides next, by when. Dated, cited, payer-neutral."""
