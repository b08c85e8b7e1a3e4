"""Who comes in, for how long, and what a page of ours may run."""
