"""What can be done to a text without understanding it: folding, addresses, escaping, quotation marks."""
