"""Pages generated from the library: a page a rule, a page a policy, glossary, coverage. No number is kept by hand."""
