"""Tables in a note: where they are, what their rows and columns mean, and how readers come to see them."""
