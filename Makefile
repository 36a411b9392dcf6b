# Forwards to ./run, which needs no make. `make` serves, `make test` tests; `./run help` lists the rest.
.PHONY: serve test lint fmt audit bench api-fuzz help
serve:
	@./run
test lint fmt audit bench api-fuzz help:
	@./run $@
