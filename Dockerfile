# The product in one image; docker-compose.yml starts it as web, worker and beat.
FROM python:3.11-slim-bookworm

ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PACT_STATE=/srv/pact/state

# What WeasyPrint draws PDFs with.
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/*

WORKDIR /srv/pact/product

COPY requirements.txt ./
RUN pip install --no-cache-dir --require-hashes -r requirements.txt

COPY . .

# The product runs as a user of its own; it writes to its state and to the stored files only.
RUN useradd --system --home-dir /srv/pact --shell /usr/sbin/nologin pact \
    && mkdir -p /srv/pact/state /srv/pact/media \
    && PACT_MODE=demo python manage.py collectstatic --noinput -v 0 \
    && chown -R pact: /srv/pact/state /srv/pact/media
USER pact

EXPOSE 8000
CMD ["python", "-m", "pact.runner", "serve", "web"]
