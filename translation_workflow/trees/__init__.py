"""Many pages at once, with everything that Wagtail does when it saves one."""
