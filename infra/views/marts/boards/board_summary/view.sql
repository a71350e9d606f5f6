SELECT
  board,
  COUNT(*) AS jobs,
  COUNTIF(signal = 'passing') AS passing,
  COUNTIF(signal = 'flaky') AS flaky,
  COUNTIF(signal = 'failing') AS failing,
  COUNTIF(signal = 'stale') AS stale,
  COUNTIF(signal IS NULL) AS unknown,
  MIN(IF(signal = 'failing', since_date, NULL)) AS failing_since_date,
  MAX(last_started_at) AS last_started_at
FROM
  ci.board_signal
GROUP BY
  board
