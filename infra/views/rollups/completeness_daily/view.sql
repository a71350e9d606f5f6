SELECT
  *
FROM
  ci.ingest_completeness
