"""The analysed text: tokens, clauses and phrases, made once for each article."""
