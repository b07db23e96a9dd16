"""Sessions: the register of all, and what the window shows of the running one."""
