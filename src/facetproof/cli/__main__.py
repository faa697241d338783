"""`python -m facetproof.cli`."""

import sys

from facetproof.cli import main

sys.exit(main())
