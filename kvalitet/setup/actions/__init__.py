"""What happens to reorganisations: prepared (preparing), tried (trying), carried out on the day (carrying_out)."""
