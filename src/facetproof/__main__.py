"""`python -m facetproof`."""

import sys

from facetproof.cli import main

sys.exit(main())
