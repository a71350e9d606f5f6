-- Written by `npm run generate` from infra/policy/compatibility.json.
SELECT 'kops' AS product, '1.29' AS version, 'supported' AS status, DATE '2024-04-01' AS from_date, DATE '2025-02-25' AS until_date, CAST(NULL AS STRING) AS reason
UNION ALL
SELECT 'kops' AS product, '1.29' AS version, 'retained' AS status, DATE '2025-02-25' AS from_date, DATE '2026-01-10' AS until_date, 'upgrades start from it' AS reason
UNION ALL
SELECT 'kops' AS product, '1.29' AS version, 'retired' AS status, DATE '2026-01-10' AS from_date, CAST(NULL AS DATE) AS until_date, CAST(NULL AS STRING) AS reason
UNION ALL
SELECT 'kops' AS product, '1.30' AS version, 'supported' AS status, DATE '2024-07-18' AS from_date, DATE '2025-12-01' AS until_date, CAST(NULL AS STRING) AS reason
UNION ALL
SELECT 'kops' AS product, '1.30' AS version, 'retained' AS status, DATE '2025-12-01' AS from_date, DATE '2026-01-10' AS until_date, 'upgrades start from it' AS reason
UNION ALL
SELECT 'kops' AS product, '1.30' AS version, 'retired' AS status, DATE '2026-01-10' AS from_date, CAST(NULL AS DATE) AS until_date, CAST(NULL AS STRING) AS reason
UNION ALL
SELECT 'kops' AS product, '1.31' AS version, 'supported' AS status, DATE '2025-02-18' AS from_date, DATE '2025-12-01' AS until_date, CAST(NULL AS STRING) AS reason
UNION ALL
SELECT 'kops' AS product, '1.31' AS version, 'retained' AS status, DATE '2025-12-01' AS from_date, DATE '2026-01-10' AS until_date, 'upgrades start from it' AS reason
UNION ALL
SELECT 'kops' AS product, '1.31' AS version, 'retired' AS status, DATE '2026-01-10' AS from_date, CAST(NULL AS DATE) AS until_date, CAST(NULL AS STRING) AS reason
UNION ALL
SELECT 'kops' AS product, '1.32' AS version, 'supported' AS status, DATE '2025-09-02' AS from_date, DATE '2026-05-07' AS until_date, CAST(NULL AS STRING) AS reason
UNION ALL
SELECT 'kops' AS product, '1.32' AS version, 'retired' AS status, DATE '2026-05-07' AS from_date, CAST(NULL AS DATE) AS until_date, CAST(NULL AS STRING) AS reason
UNION ALL
SELECT 'kops' AS product, '1.33' AS version, 'supported' AS status, DATE '2025-12-01' AS from_date, DATE '2026-08-10' AS until_date, CAST(NULL AS STRING) AS reason
UNION ALL
SELECT 'kops' AS product, '1.33' AS version, 'retired' AS status, DATE '2026-08-10' AS from_date, CAST(NULL AS DATE) AS until_date, CAST(NULL AS STRING) AS reason
UNION ALL
SELECT 'kops' AS product, '1.34' AS version, 'supported' AS status, DATE '2025-12-01' AS from_date, CAST(NULL AS DATE) AS until_date, CAST(NULL AS STRING) AS reason
UNION ALL
SELECT 'kops' AS product, '1.35' AS version, 'supported' AS status, DATE '2026-02-01' AS from_date, CAST(NULL AS DATE) AS until_date, CAST(NULL AS STRING) AS reason
UNION ALL
SELECT 'kops' AS product, '1.36' AS version, 'supported' AS status, DATE '2026-07-01' AS from_date, CAST(NULL AS DATE) AS until_date, CAST(NULL AS STRING) AS reason
UNION ALL
SELECT 'kubernetes' AS product, '1.24' AS version, 'supported' AS status, DATE '2022-06-06' AS from_date, DATE '2023-11-20' AS until_date, CAST(NULL AS STRING) AS reason
UNION ALL
SELECT 'kubernetes' AS product, '1.24' AS version, 'retained' AS status, DATE '2023-11-20' AS from_date, DATE '2024-10-09' AS until_date, 'upgrades start from it' AS reason
UNION ALL
SELECT 'kubernetes' AS product, '1.24' AS version, 'retired' AS status, DATE '2024-10-09' AS from_date, CAST(NULL AS DATE) AS until_date, CAST(NULL AS STRING) AS reason
UNION ALL
SELECT 'kubernetes' AS product, '1.25' AS version, 'supported' AS status, DATE '2022-09-07' AS from_date, DATE '2024-09-04' AS until_date, CAST(NULL AS STRING) AS reason
UNION ALL
SELECT 'kubernetes' AS product, '1.25' AS version, 'retained' AS status, DATE '2024-09-04' AS from_date, DATE '2024-10-09' AS until_date, 'upgrades start from it' AS reason
UNION ALL
SELECT 'kubernetes' AS product, '1.25' AS version, 'retired' AS status, DATE '2024-10-09' AS from_date, CAST(NULL AS DATE) AS until_date, CAST(NULL AS STRING) AS reason
UNION ALL
SELECT 'kubernetes' AS product, '1.26' AS version, 'supported' AS status, DATE '2022-12-10' AS from_date, DATE '2024-09-04' AS until_date, CAST(NULL AS STRING) AS reason
UNION ALL
SELECT 'kubernetes' AS product, '1.26' AS version, 'retained' AS status, DATE '2024-09-04' AS from_date, DATE '2026-01-11' AS until_date, 'upgrades start from it' AS reason
UNION ALL
SELECT 'kubernetes' AS product, '1.26' AS version, 'retired' AS status, DATE '2026-01-11' AS from_date, CAST(NULL AS DATE) AS until_date, CAST(NULL AS STRING) AS reason
UNION ALL
SELECT 'kubernetes' AS product, '1.27' AS version, 'supported' AS status, DATE '2023-06-20' AS from_date, DATE '2024-09-04' AS until_date, CAST(NULL AS STRING) AS reason
UNION ALL
SELECT 'kubernetes' AS product, '1.27' AS version, 'retained' AS status, DATE '2024-09-04' AS from_date, DATE '2026-01-11' AS until_date, 'upgrades start from it' AS reason
UNION ALL
SELECT 'kubernetes' AS product, '1.27' AS version, 'retired' AS status, DATE '2026-01-11' AS from_date, CAST(NULL AS DATE) AS until_date, CAST(NULL AS STRING) AS reason
UNION ALL
SELECT 'kubernetes' AS product, '1.28' AS version, 'supported' AS status, DATE '2023-09-03' AS from_date, DATE '2025-02-25' AS until_date, CAST(NULL AS STRING) AS reason
UNION ALL
SELECT 'kubernetes' AS product, '1.28' AS version, 'retained' AS status, DATE '2025-02-25' AS from_date, DATE '2026-05-07' AS until_date, 'upgrades start from it' AS reason
UNION ALL
SELECT 'kubernetes' AS product, '1.28' AS version, 'retired' AS status, DATE '2026-05-07' AS from_date, CAST(NULL AS DATE) AS until_date, CAST(NULL AS STRING) AS reason
UNION ALL
SELECT 'kubernetes' AS product, '1.29' AS version, 'supported' AS status, DATE '2024-04-01' AS from_date, DATE '2025-08-28' AS until_date, CAST(NULL AS STRING) AS reason
UNION ALL
SELECT 'kubernetes' AS product, '1.29' AS version, 'retained' AS status, DATE '2025-08-28' AS from_date, DATE '2026-06-21' AS until_date, 'upgrades start from it' AS reason
UNION ALL
SELECT 'kubernetes' AS product, '1.29' AS version, 'retired' AS status, DATE '2026-06-21' AS from_date, CAST(NULL AS DATE) AS until_date, CAST(NULL AS STRING) AS reason
UNION ALL
SELECT 'kubernetes' AS product, '1.30' AS version, 'supported' AS status, DATE '2024-09-04' AS from_date, DATE '2025-08-28' AS until_date, CAST(NULL AS STRING) AS reason
UNION ALL
SELECT 'kubernetes' AS product, '1.30' AS version, 'retained' AS status, DATE '2025-08-28' AS from_date, DATE '2026-08-10' AS until_date, 'upgrades start from it' AS reason
UNION ALL
SELECT 'kubernetes' AS product, '1.30' AS version, 'retired' AS status, DATE '2026-08-10' AS from_date, CAST(NULL AS DATE) AS until_date, CAST(NULL AS STRING) AS reason
UNION ALL
SELECT 'kubernetes' AS product, '1.31' AS version, 'supported' AS status, DATE '2024-08-13' AS from_date, DATE '2025-12-01' AS until_date, CAST(NULL AS STRING) AS reason
UNION ALL
SELECT 'kubernetes' AS product, '1.31' AS version, 'retained' AS status, DATE '2025-12-01' AS from_date, CAST(NULL AS DATE) AS until_date, 'upgrades start from it' AS reason
UNION ALL
SELECT 'kubernetes' AS product, '1.32' AS version, 'supported' AS status, DATE '2024-12-11' AS from_date, DATE '2026-06-11' AS until_date, CAST(NULL AS STRING) AS reason
UNION ALL
SELECT 'kubernetes' AS product, '1.32' AS version, 'retained' AS status, DATE '2026-06-11' AS from_date, CAST(NULL AS DATE) AS until_date, 'upgrades start from it' AS reason
UNION ALL
SELECT 'kubernetes' AS product, '1.33' AS version, 'supported' AS status, DATE '2025-04-23' AS from_date, DATE '2026-08-10' AS until_date, CAST(NULL AS STRING) AS reason
UNION ALL
SELECT 'kubernetes' AS product, '1.33' AS version, 'retained' AS status, DATE '2026-08-10' AS from_date, CAST(NULL AS DATE) AS until_date, 'upgrades start from it' AS reason
UNION ALL
SELECT 'kubernetes' AS product, '1.34' AS version, 'supported' AS status, DATE '2025-08-27' AS from_date, CAST(NULL AS DATE) AS until_date, CAST(NULL AS STRING) AS reason
UNION ALL
SELECT 'kubernetes' AS product, '1.35' AS version, 'supported' AS status, DATE '2025-12-14' AS from_date, CAST(NULL AS DATE) AS until_date, CAST(NULL AS STRING) AS reason
UNION ALL
SELECT 'kubernetes' AS product, '1.36' AS version, 'supported' AS status, DATE '2026-04-22' AS from_date, CAST(NULL AS DATE) AS until_date, CAST(NULL AS STRING) AS reason
