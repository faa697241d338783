"""From what was done to what to bill: joint levels, claim lines, modifiers, edits. Knows no payer, only its form."""
