"""Facts read from what coding made of the chart: levels and sides, and the claim against the supported lines."""
