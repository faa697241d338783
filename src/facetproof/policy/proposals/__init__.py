"""From a payer's text to bindings that a person can sign: numbers with their sentences, and what joins them."""
