"""The termbase in the admin: a list, a page for each concept, and forms for what people change."""
