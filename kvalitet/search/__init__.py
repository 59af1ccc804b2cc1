"""Search over every module through a registry; not filled yet."""
