"""What stands in a form that came back, told by a child process (`child`) that knows nothing of the portal."""
