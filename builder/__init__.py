"""Annotated press dossiers: a folder of articles goes in, a published, searchable, annotated dossier comes out."""
