WITH
  found AS (
    SELECT
      build_date,
      'log' AS source,
      bucket,
      build_path,
      job,
      build_id,
      CAST(NULL AS STRING) AS test_id,
      finding AS symptom,
      occurrences,
      line_number,
      last_line_number,
      phase,
      is_decisive,
      line AS text
    FROM
      ci.log_findings
    WHERE
      finding_kind = 'symptom'
    UNION ALL
    SELECT
      build_date,
      source,
      bucket,
      build_path,
      job,
      build_id,
      test_id,
      symptom,
      COUNT(*) AS occurrences,
      CAST(NULL AS INT64) AS line_number,
      CAST(NULL AS INT64) AS last_line_number,
      CAST(NULL AS STRING) AS phase,
      CAST(NULL AS BOOL) AS is_decisive,
      SUBSTR(MIN(text), 1, 500) AS text
    FROM
      ci.text_symptoms
    GROUP BY
      build_date,
      source,
      bucket,
      build_path,
      job,
      build_id,
      test_id,
      symptom
  )

-- Symptoms that were removed from the policy are left out. What fails after the cluster was created did not prevent it.
SELECT
  found.*,
  policy.class,
  IF(policy.cause = 'cluster_creation' AND found.phase IN ('test', 'down'), NULL, policy.cause) AS cause
FROM
  found
INNER JOIN
  ci.symptom_policy AS policy
  ON found.symptom = policy.symptom
