"""Reports: one immutable picture of the assessment (:mod:`workbench.reports.snapshot`), and the formats that render it."""
