"""The log as people read it: who may see what of it, filtered, drawn and exported."""
