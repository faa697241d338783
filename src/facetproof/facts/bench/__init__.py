"""How well notes are read: charts read against charts that a person found in the same notes."""
