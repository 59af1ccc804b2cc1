"""Bulk-loaded municipalities of two sizes, to try Kvalitet at: one large municipality, and the whole country."""
