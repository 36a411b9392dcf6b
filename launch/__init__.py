"""What `./run` does once the environment is there: find or start the services, serve, test, check.

Only the standard library is used here, and nothing of the portal is imported: the portal runs in processes of its own.
"""
