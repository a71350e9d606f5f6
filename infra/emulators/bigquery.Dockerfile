# bqemulator, as .ci/install-emulators installs it; compose.yaml has the versions.
FROM python:3.11-slim

RUN useradd --create-home emulator
USER emulator
ENV PATH=/home/emulator/.local/bin:$PATH

ARG BQEMULATOR
ARG SQLGLOT
ARG DUCKDB

# It needs DuckDB's spatial extension, which comes as a package, and the DuckDB that the package was built for.
RUN pip install --user --no-cache-dir "bqemulator==$BQEMULATOR" "sqlglot[c]==$SQLGLOT" \
      "duckdb==$DUCKDB" "duckdb-extension-spatial==$DUCKDB" duckdb-extensions numpy \
    && python -c "from duckdb_extensions import import_extension as i; i('spatial')"

EXPOSE 9050 9060
CMD ["bqemulator", "start", "--project", "proj-one", "--log-level", "error", "--rest-host", "0.0.0.0", "--grpc-host", "0.0.0.0"]
