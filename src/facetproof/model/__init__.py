"""The vocabulary: frozen types without I/O. Nothing here knows a payer, a note format or an engine."""
