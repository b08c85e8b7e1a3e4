"""Connections of which nothing outlasts a deadline: for what asks engines, and what tells of changes."""
