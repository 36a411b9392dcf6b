"""Reading a Word or Excel file that somebody sent, in a child process that knows nothing of the portal."""
