"""Telling other systems, by webhooks, that an edition's documents changed."""
