"""Files people take away: workbooks and printable documents. Knows rows and texts, never models."""
