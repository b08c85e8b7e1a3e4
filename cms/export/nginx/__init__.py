"""The configuration with which nginx answers from an export as this system does."""
