"""Starting everything with one command: the environment, the preparation, the processes and their end."""
