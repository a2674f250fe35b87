"""Rules of grammar that mend the parse of a sentence, before clauses are built."""
