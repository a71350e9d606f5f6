SELECT
  findings.*
FROM
  ci_raw.log_findings AS findings
INNER JOIN
  ci.ingested_objects AS readings
  ON
    findings.build_date = readings.build_date
    AND findings.bucket = readings.bucket
    AND findings.object_name = readings.object_name
    AND findings.generation = readings.generation
    AND findings.parser_version = readings.parser_version
WHERE
  readings.outcome IN ('parsed', 'salvaged')
QUALIFY
  ROW_NUMBER() OVER (
    PARTITION BY findings.build_date, findings.bucket, findings.object_name, findings.ordinal
    ORDER BY findings.generation
  ) = 1
