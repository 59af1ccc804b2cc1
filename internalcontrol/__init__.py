"""Procedures, risk and control table, audits and year wheel; not filled yet."""
