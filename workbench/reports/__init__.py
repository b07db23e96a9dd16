"""Reports: one immutable picture of the assessment (:mod:`.snapshot`), and the formats that render it."""
