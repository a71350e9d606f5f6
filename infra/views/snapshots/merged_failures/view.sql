-- One cause may be written with other words: "denied: no permission on pods", "denied: no permission on secrets". Words that
-- differ also tell causes apart, so that messages are merged on evidence only. Their words are equal but for a gap of up to
-- three words, and the words in the gap vary where the cause does not: in one test, or among the tests of one build.
WITH
  -- Pull requests have bugs of their own, and so have jobs. Fewer than four words say too little.
  failures AS (
    SELECT
      failures.failure_fingerprint,
      failures.wording,
      failures.test_id,
      failures.case_kind,
      failures.build_date,
      CONCAT(failures.bucket, '/', failures.build_path) AS build,
      COALESCE(CONCAT(builds.org, '/', builds.repo, '#', CAST(builds.pull_number AS STRING)), failures.job) AS scope
    FROM
      ci.failure_daily AS failures
    LEFT JOIN
      ci.recent_builds AS builds
      ON
        failures.build_date = builds.build_date
        AND failures.bucket = builds.bucket
        AND failures.build_path = builds.build_path
    WHERE
      {{ is_in_last_28_days(failures.build_date) }}
      AND REGEXP_CONTAINS(failures.wording, r'[A-Za-z]{2}.* .*[A-Za-z]{2}.* .*[A-Za-z]{2}.* .*[A-Za-z]{2}')
  ),

  -- Elements of a map are in any order in some of the messages.
  wordings AS (
    SELECT
      failure_fingerprint,
      MIN(wording) AS wording
    FROM
      failures
    GROUP BY
      failure_fingerprint
  ),

  -- Phases and hooks of suites report whatever went wrong in the build.
  sightings AS (
    SELECT DISTINCT
      wordings.wording,
      failures.scope,
      failures.test_id,
      failures.build
    FROM
      failures
    INNER JOIN
      wordings
      ON failures.failure_fingerprint = wordings.failure_fingerprint
    WHERE
      failures.case_kind IN ('test', 'parent', 'hook')
  ),

  -- Wordings that are not alone where they could be evidence.
  candidates AS (
    SELECT DISTINCT
      wording
    FROM
      (
        SELECT
          wording,
          MIN(wording) OVER (PARTITION BY scope, test_id) != MAX(wording) OVER (PARTITION BY scope, test_id)
          OR MIN(wording) OVER (PARTITION BY build) != MAX(wording) OVER (PARTITION BY build) AS has_others
        FROM
          sightings
      )
    WHERE
      has_others
  ),

  split_wordings AS (
    SELECT
      wording,
      SPLIT(wording, ' ') AS words
    FROM
      candidates
  ),

  numbered_words AS (
    SELECT
      wording,
      place,
      words[OFFSET(place)] AS word
    FROM
      split_wordings
    CROSS JOIN
      UNNEST(GENERATE_ARRAY(0, ARRAY_LENGTH(words) - 1)) AS place
  ),

  words AS (
    SELECT
      *,
      IF(REGEXP_CONTAINS(word, r'[A-Za-z]{2}'), 1, 0) AS known
    FROM
      numbered_words
  ),

  -- Where each word ends, and how many words up to it have letters.
  places AS (
    SELECT
      *,
      CAST(
        SUM(LENGTH(word) + 1) OVER (
          PARTITION BY wording
          ORDER BY place
          ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        ) AS INT64
      ) AS end_place,
      SUM(known) OVER (
        PARTITION BY wording
        ORDER BY place
        ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
      ) AS known_before,
      SUM(known) OVER (PARTITION BY wording) AS known_words
    FROM
      words
  ),

  -- A frame is a wording with a gap. At least four words with letters are around it, and two thirds of the text.
  frames AS (
    SELECT
      first.wording,
      first.place AS first_place,
      last.place AS last_place,
      first.word AS first_word,
      last.word AS last_word,
      SUBSTR(
        first.wording,
        first.end_place - LENGTH(first.word),
        last.end_place - first.end_place + LENGTH(first.word)
      ) AS filling,
      MD5(
        CONCAT(
          SUBSTR(first.wording, 1, first.end_place - LENGTH(first.word) - 1),
          '<*>',
          SUBSTR(first.wording, last.end_place)
        )
      ) AS frame
    FROM
      places AS first
    INNER JOIN
      places AS last
      ON
        first.wording = last.wording
        AND last.place BETWEEN first.place AND first.place + 2
    WHERE
      first.known_words - last.known_before + first.known_before - first.known >= 4
      AND 3 * (last.end_place - first.end_place + LENGTH(first.word)) <= LENGTH(first.wording)
  ),

  -- If all fillings begin or end with the same word, the gap is too wide.
  varied_frames AS (
    SELECT
      frame
    FROM
      frames
    GROUP BY
      frame
    HAVING
      COUNT(DISTINCT filling) >= 3
      AND MIN(first_word) != MAX(first_word)
      AND MIN(last_word) != MAX(last_word)
  ),

  uses AS (
    SELECT
      frames.frame,
      frames.filling,
      frames.wording,
      sightings.scope,
      sightings.test_id,
      sightings.build
    FROM
      frames
    INNER JOIN
      varied_frames
      ON frames.frame = varied_frames.frame
    INNER JOIN
      sightings
      ON frames.wording = sightings.wording
  ),

  -- One test fails with three fillings in a job, or in a pull request.
  evident_tests AS (
    SELECT
      frame,
      scope,
      test_id
    FROM
      uses
    GROUP BY
      frame,
      scope,
      test_id
    HAVING
      COUNT(DISTINCT filling) >= 3
  ),

  -- Several tests of a build share a filling, and do so for three fillings; or there are ten.
  filled_builds AS (
    SELECT
      frame,
      build,
      filling,
      COUNT(DISTINCT test_id) AS tests
    FROM
      uses
    GROUP BY
      frame,
      build,
      filling
  ),

  evident_builds AS (
    SELECT
      frame,
      build
    FROM
      filled_builds
    GROUP BY
      frame,
      build
    HAVING
      COUNTIF(tests >= 2) >= 3 OR COUNT(*) >= 10
  ),

  evident_wordings AS (
    SELECT
      uses.frame,
      uses.wording
    FROM
      uses
    INNER JOIN
      evident_tests AS tests
      ON
        uses.frame = tests.frame
        AND uses.scope = tests.scope
        AND uses.test_id = tests.test_id
    UNION DISTINCT
    SELECT
      uses.frame,
      uses.wording
    FROM
      uses
    INNER JOIN
      evident_builds AS builds
      ON
        uses.frame = builds.frame
        AND uses.build = builds.build
  ),

  gaps AS (
    SELECT
      frames.frame,
      frames.wording,
      frames.first_place,
      frames.last_place,
      MIN(frames.first_word) OVER (PARTITION BY frames.frame) != MAX(frames.first_word) OVER (PARTITION BY frames.frame)
      AND MIN(frames.last_word) OVER (PARTITION BY frames.frame) != MAX(frames.last_word) OVER (PARTITION BY frames.frame)
        AS is_as_narrow_as_possible
    FROM
      frames
    INNER JOIN
      evident_wordings
      ON
        frames.frame = evident_wordings.frame
        AND frames.wording = evident_wordings.wording
  ),

  filled_places AS (
    SELECT DISTINCT
      wording,
      place
    FROM
      gaps
    CROSS JOIN
      UNNEST(GENERATE_ARRAY(first_place, last_place)) AS place
    WHERE
      is_as_narrow_as_possible
  ),

  marked_words AS (
    SELECT
      words.wording,
      words.place,
      IF(gap.place IS NULL, words.word, '<*>') AS word,
      gap.place IS NOT NULL
      AND LAG(gap.place) OVER (PARTITION BY words.wording ORDER BY words.place) IS NOT NULL AS is_in_gap_before
    FROM
      words
    LEFT JOIN
      filled_places AS gap
      ON
        words.wording = gap.wording
        AND words.place = gap.place
  ),

  -- Messages with several gaps are merged in all of them at once, so that no cluster has messages that differ elsewhere.
  patterns AS (
    SELECT
      wording,
      STRING_AGG(IF(is_in_gap_before, NULL, word), ' ' ORDER BY place) AS pattern
    FROM
      marked_words
    GROUP BY
      wording
  ),

  clusters AS (
    SELECT
      wordings.failure_fingerprint,
      COALESCE(patterns.pattern, wordings.wording) AS pattern
    FROM
      wordings
    LEFT JOIN
      patterns
      ON wordings.wording = patterns.wording
  )

-- The name of a cluster follows from the pattern, whichever messages are there.
SELECT
  failure_fingerprint,
  SUBSTR(TO_HEX(SHA256(pattern)), 1, 16) AS cluster_fingerprint,
  pattern
FROM
  clusters
WHERE
  TRUE
QUALIFY
  COUNT(*) OVER (PARTITION BY pattern) > 1
