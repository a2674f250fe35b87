"""Who a phrase stands for, and who says what: read from clauses, links and dates."""
