"""The accounts, and what is filled in for one."""
