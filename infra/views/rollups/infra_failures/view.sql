-- A symptom of the product in any attempt makes the failure one of the product.
SELECT
  build_date,
  bucket,
  build_path,
  test_id
FROM
  ci.symptom_daily
WHERE
  source = 'failure'
GROUP BY
  build_date,
  bucket,
  build_path,
  test_id
HAVING
  LOGICAL_AND(COALESCE(class, '') = 'infra')
