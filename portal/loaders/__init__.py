"""Reference data, the record and the demonstration, written from `fixtures/` into the database."""
