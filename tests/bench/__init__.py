"""Speed against the limit, measured in one run: `./run bench [save] [pages] [api] [bulk] [pdf]`. No test asserts it."""
