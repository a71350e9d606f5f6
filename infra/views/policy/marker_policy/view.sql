-- Written by `npm run generate` from infra/policy/version-markers.json.
SELECT 'limit' AS kind, 1 AS position, '^kops/releases/markers/master/.*$' AS markers, CAST(72 AS FLOAT64) AS stale_after_hours, CAST(NULL AS STRING) AS promoted_from
UNION ALL
SELECT 'limit' AS kind, 2 AS position, '^kops/releases/markers/.*$' AS markers, CAST(336 AS FLOAT64) AS stale_after_hours, CAST(NULL AS STRING) AS promoted_from
UNION ALL
SELECT 'limit' AS kind, 3 AS position, '^kops/releases/latest[.]txt$' AS markers, CAST(72 AS FLOAT64) AS stale_after_hours, CAST(NULL AS STRING) AS promoted_from
UNION ALL
SELECT 'limit' AS kind, 4 AS position, '^kops/releases/.*$' AS markers, CAST(336 AS FLOAT64) AS stale_after_hours, CAST(NULL AS STRING) AS promoted_from
UNION ALL
SELECT 'limit' AS kind, 5 AS position, '^markers/.*$' AS markers, CAST(NULL AS FLOAT64) AS stale_after_hours, CAST(NULL AS STRING) AS promoted_from
UNION ALL
SELECT 'limit' AS kind, 6 AS position, '^bin/.*$' AS markers, CAST(NULL AS FLOAT64) AS stale_after_hours, CAST(NULL AS STRING) AS promoted_from
UNION ALL
SELECT 'limit' AS kind, 7 AS position, '^ci/latest[.]txt$' AS markers, CAST(48 AS FLOAT64) AS stale_after_hours, CAST(NULL AS STRING) AS promoted_from
UNION ALL
SELECT 'limit' AS kind, 8 AS position, '^ci/.*$' AS markers, CAST(NULL AS FLOAT64) AS stale_after_hours, CAST(NULL AS STRING) AS promoted_from
UNION ALL
SELECT 'limit' AS kind, 9 AS position, '^release/stable[.]txt$' AS markers, CAST(1440 AS FLOAT64) AS stale_after_hours, CAST(NULL AS STRING) AS promoted_from
UNION ALL
SELECT 'limit' AS kind, 10 AS position, '^release/.*$' AS markers, CAST(NULL AS FLOAT64) AS stale_after_hours, CAST(NULL AS STRING) AS promoted_from
UNION ALL
SELECT 'limit' AS kind, 11 AS position, '^.*$' AS markers, CAST(336 AS FLOAT64) AS stale_after_hours, CAST(NULL AS STRING) AS promoted_from
UNION ALL
SELECT 'promotion' AS kind, 1 AS position, 'kops/releases/markers/{branch}/latest-ci-updown-green.txt' AS markers, CAST(NULL AS FLOAT64) AS stale_after_hours, 'kops/releases/markers/{branch}/latest-ci.txt' AS promoted_from
UNION ALL
SELECT 'promotion' AS kind, 2 AS position, 'markers/{branch}/latest-ci-updown-green.txt' AS markers, CAST(NULL AS FLOAT64) AS stale_after_hours, 'kops/releases/markers/{branch}/latest-ci.txt' AS promoted_from
UNION ALL
SELECT 'promotion' AS kind, 3 AS position, 'bin/latest-ci-updown-green.txt' AS markers, CAST(NULL AS FLOAT64) AS stale_after_hours, 'bin/latest-ci.txt' AS promoted_from
