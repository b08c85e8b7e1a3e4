"""Memory in the admin: people look up what was said before."""
