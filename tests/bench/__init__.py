"""Speed against the limit, measured in one run: `./run bench [save] [pages] [pdf]`. No test asserts a time."""
