"""The report of an edition's findings in the admin."""
