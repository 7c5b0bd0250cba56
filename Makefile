# Panah in ten words or fewer. `make` alone lists them. All work is done by scripts/ and by the `panah` command.
.DEFAULT_GOAL := help
.PHONY: help setup run test check fix demo translate postgres screenshots
PORT ?= 8000
export PORT

prepare = python="$$(sh scripts/python.sh)" && "$$python" scripts/setup.py
bin = .venv/bin

help:        ## list the targets
	@sed -n 's/^\([a-z]*\): *## \(.*\)/  make \1\t\2/p' Makefile | expand -t 20

setup:       ## make the environment, the database and all that is compiled
	@$(prepare) && $(bin)/panah setup

run:         ## everything up to a running Panah with demo data; PORT=8000 unless said otherwise
	@$(prepare) && $(bin)/panah setup && $(bin)/panah demo --if-empty && exec $(bin)/panah serve

test:        ## every test on SQLite, what asks a database on PostgreSQL too; ARGS="-k word" narrows
	@$(prepare) --dev && exec $(bin)/python -m scripts.tests $(if $(CHECKED),--checked) -- $(ARGS)

check:       ## lint, types, import directions, templates, house rules
	@$(prepare) --dev && exec $(bin)/python -m scripts.check

fix:         ## mend what a program can mend
	@$(prepare) --dev && exec $(bin)/python -m scripts.check --fix

demo:        ## throw the demo data away and make it anew
	@$(prepare) && $(bin)/panah setup && exec $(bin)/panah demo --reset

translate:   ## bring locale/ up to date with the words in the code, and say what is missing
	@$(prepare) --dev && exec $(bin)/python -m scripts.translate

postgres:    ## run Panah on a throw-away PostgreSQL
	@$(prepare) --dev && exec $(bin)/python -m scripts.postgres $(MAKE) run

screenshots: ## take the pictures of the journeys into build/screenshots
	@$(prepare) --dev && PANAH_SCREENSHOTS=build/screenshots exec $(bin)/python -m scripts.tests --database sqlite -- -m browser $(ARGS)
