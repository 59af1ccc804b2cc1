"""`make bench`: how fast Kvalitet is, with the demo, a large municipality and the whole country."""
