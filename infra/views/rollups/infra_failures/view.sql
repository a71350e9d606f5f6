-- What shows a trouble of the product in any of its attempts is the product's.
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
  LOGICAL_AND(class = 'infra')
