"""Facts read or derived from the chart alone, one module a family."""
