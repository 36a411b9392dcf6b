"""Drafts that travel as Word files: how their paragraphs are known, and what a file that came back proposes."""
