# The bot in one small image: built in the first stage, run without root or build tools in the second.
FROM python:3.11-slim-bookworm AS build

ENV PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PIP_NO_CACHE_DIR=1
WORKDIR /source
RUN python -m venv /opt/loip
# The libraries first: they change seldom, so this layer is kept.
COPY requirements.lock ./
RUN /opt/loip/bin/pip install --no-deps --require-hashes -r requirements.lock
COPY pyproject.toml README.md ./
COPY storage storage
COPY bot bot
COPY commands commands
COPY schedules schedules
RUN /opt/loip/bin/pip install --no-deps .


FROM python:3.11-slim-bookworm

RUN useradd --system --uid 10001 --user-group --home-dir /data --shell /usr/sbin/nologin loip \
    && install --directory --owner loip --group loip --mode 0750 /data
COPY --from=build /opt/loip /opt/loip

ENV PATH=/opt/loip/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    DATABASE_URL=sqlite:////data/loip.db \
    LOIP_HOST=0.0.0.0 \
    LOIP_PORT=3000
# By number, so that a host which forbids root can tell.
USER 10001:10001
# The SQLite database lives here. With a PostgreSQL address in DATABASE_URL nothing is written to it.
WORKDIR /data
VOLUME /data
EXPOSE 3000

# /healthz is served on LOIP_PORT in both modes. The request skips any proxy the environment names.
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as r; r.build_opener(r.ProxyHandler({})).open('http://127.0.0.1:' + os.environ['LOIP_PORT'] + '/healthz', timeout=4)"]

ENTRYPOINT ["loip"]
CMD ["run"]
