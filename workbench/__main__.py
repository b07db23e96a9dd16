"""``python -m workbench``: the command line without the window."""

import sys

from workbench.cli import main
from workbench.system.private_memory import leave_no_core_dump

if __name__ == "__main__":
    leave_no_core_dump()
    sys.exit(main(sys.argv[1:]))
