"""The demo municipality: everything is invented, made through the same actions as the pages use, and never ages."""
