"""Reading a file that somebody sent, in a child process (`child`) that knows nothing of the portal."""
