"""A real server to measure, as `make run` starts it, with Wagtail's own API v2 beside ours."""
