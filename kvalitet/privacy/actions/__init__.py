from kvalitet.privacy.actions.redaction import instead_of, kind_name, redact_stored, take_out
from kvalitet.privacy.actions.rotation import Rotated, rotate_keys, sealed_models

__all__ = ["Rotated", "instead_of", "kind_name", "redact_stored", "rotate_keys", "sealed_models", "take_out"]
