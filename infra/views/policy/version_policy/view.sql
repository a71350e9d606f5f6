-- Written by `npm run generate` from infra/policy/compatibility.json.
SELECT 'kops' AS product, '1.32' AS version, 'retired' AS status, DATE '2025-10-01' AS from_date, CAST(NULL AS DATE) AS until_date, CAST(NULL AS STRING) AS reason
UNION ALL
SELECT 'kops' AS product, '1.33' AS version, 'retained' AS status, DATE '2025-10-01' AS from_date, DATE '2026-07-01' AS until_date, 'clusters are upgraded from it' AS reason
UNION ALL
SELECT 'kops' AS product, '1.33' AS version, 'retired' AS status, DATE '2026-07-01' AS from_date, CAST(NULL AS DATE) AS until_date, CAST(NULL AS STRING) AS reason
UNION ALL
SELECT 'kops' AS product, '1.34' AS version, 'supported' AS status, DATE '2025-10-01' AS from_date, DATE '2026-07-01' AS until_date, CAST(NULL AS STRING) AS reason
UNION ALL
SELECT 'kops' AS product, '1.34' AS version, 'retained' AS status, DATE '2026-07-01' AS from_date, CAST(NULL AS DATE) AS until_date, 'clusters are upgraded from it' AS reason
UNION ALL
SELECT 'kops' AS product, '1.35' AS version, 'supported' AS status, DATE '2026-02-01' AS from_date, CAST(NULL AS DATE) AS until_date, CAST(NULL AS STRING) AS reason
UNION ALL
SELECT 'kops' AS product, '1.36' AS version, 'supported' AS status, DATE '2026-07-01' AS from_date, CAST(NULL AS DATE) AS until_date, CAST(NULL AS STRING) AS reason
UNION ALL
SELECT 'kubernetes' AS product, '1.24' AS version, 'retained' AS status, DATE '2023-07-28' AS from_date, CAST(NULL AS DATE) AS until_date, 'its upgrade tests are kept' AS reason
UNION ALL
SELECT 'kubernetes' AS product, '1.25' AS version, 'retained' AS status, DATE '2023-10-28' AS from_date, CAST(NULL AS DATE) AS until_date, 'its upgrade tests are kept' AS reason
UNION ALL
SELECT 'kubernetes' AS product, '1.26' AS version, 'retained' AS status, DATE '2024-02-28' AS from_date, CAST(NULL AS DATE) AS until_date, 'its upgrade tests are kept' AS reason
UNION ALL
SELECT 'kubernetes' AS product, '1.27' AS version, 'retired' AS status, DATE '2024-07-16' AS from_date, CAST(NULL AS DATE) AS until_date, CAST(NULL AS STRING) AS reason
UNION ALL
SELECT 'kubernetes' AS product, '1.28' AS version, 'retired' AS status, DATE '2024-10-22' AS from_date, CAST(NULL AS DATE) AS until_date, CAST(NULL AS STRING) AS reason
UNION ALL
SELECT 'kubernetes' AS product, '1.29' AS version, 'retired' AS status, DATE '2025-02-28' AS from_date, CAST(NULL AS DATE) AS until_date, CAST(NULL AS STRING) AS reason
UNION ALL
SELECT 'kubernetes' AS product, '1.30' AS version, 'retired' AS status, DATE '2025-06-28' AS from_date, CAST(NULL AS DATE) AS until_date, CAST(NULL AS STRING) AS reason
UNION ALL
SELECT 'kubernetes' AS product, '1.31' AS version, 'supported' AS status, DATE '2024-08-13' AS from_date, DATE '2025-11-11' AS until_date, CAST(NULL AS STRING) AS reason
UNION ALL
SELECT 'kubernetes' AS product, '1.31' AS version, 'retired' AS status, DATE '2025-11-11' AS from_date, CAST(NULL AS DATE) AS until_date, CAST(NULL AS STRING) AS reason
UNION ALL
SELECT 'kubernetes' AS product, '1.32' AS version, 'supported' AS status, DATE '2024-12-11' AS from_date, DATE '2026-02-28' AS until_date, CAST(NULL AS STRING) AS reason
UNION ALL
SELECT 'kubernetes' AS product, '1.32' AS version, 'retained' AS status, DATE '2026-02-28' AS from_date, CAST(NULL AS DATE) AS until_date, 'kOps still takes clusters on it' AS reason
UNION ALL
SELECT 'kubernetes' AS product, '1.33' AS version, 'supported' AS status, DATE '2025-04-23' AS from_date, DATE '2026-06-28' AS until_date, CAST(NULL AS STRING) AS reason
UNION ALL
SELECT 'kubernetes' AS product, '1.33' AS version, 'retained' AS status, DATE '2026-06-28' AS from_date, CAST(NULL AS DATE) AS until_date, 'kOps still takes clusters on it' AS reason
UNION ALL
SELECT 'kubernetes' AS product, '1.34' AS version, 'supported' AS status, DATE '2025-08-27' AS from_date, CAST(NULL AS DATE) AS until_date, CAST(NULL AS STRING) AS reason
UNION ALL
SELECT 'kubernetes' AS product, '1.35' AS version, 'supported' AS status, DATE '2025-12-17' AS from_date, CAST(NULL AS DATE) AS until_date, CAST(NULL AS STRING) AS reason
UNION ALL
SELECT 'kubernetes' AS product, '1.36' AS version, 'supported' AS status, DATE '2026-04-22' AS from_date, CAST(NULL AS DATE) AS until_date, CAST(NULL AS STRING) AS reason
