"""A contribution on paper: the form as Word and Excel files, what comes back in them, and what it would change."""
