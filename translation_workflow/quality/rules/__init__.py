"""All rules: importing this package registers them, those that block first."""
