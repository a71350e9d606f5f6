-- One cause may be written with other words: "denied: no permission on pods", "denied: no permission on secrets". Words that
-- differ also tell causes apart, so that messages are merged on evidence only. Their words are equal but for a gap of up to
-- three words, and the words in the gap vary where the cause does not: in one test, or among the tests of one build.
WITH
  -- Go reports a test beside its subtests, whose names begin with its own and a slash, and some reports repeat their messages there.
  parents AS (
    SELECT
      *
    FROM
      (
        SELECT DISTINCT
          build_date,
          bucket,
          build_path,
          test_name
        FROM
          ci.failure_daily
        WHERE
          {{ is_in_last_28_days(build_date) }}
          AND case_kind = 'test'
          AND REGEXP_CONTAINS(test_name, r'^(?:Test|Benchmark|Example|Fuzz)')
      )
    WHERE
      TRUE
    QUALIFY
      STARTS_WITH(
        LEAD(test_name) OVER (
          PARTITION BY build_date, bucket, build_path
          ORDER BY CONCAT(test_name, '/')
        ),
        CONCAT(test_name, '/')
      )
  ),

  -- Pull requests have bugs of their own, and so have jobs. Fewer than four words say too little. Phases, suites, summaries and
  -- parents report whatever went wrong below them.
  failures AS (
    SELECT
      failures.failure_fingerprint,
      failures.wording,
      failures.test_id,
      failures.case_kind IN ('test', 'hook') AND parents.test_name IS NULL AS is_evidence,
      failures.build_date,
      CONCAT(failures.bucket, '/', failures.build_path) AS build,
      builds.started_at,
      COALESCE(CONCAT(builds.org, '/', builds.repo, '#', CAST(builds.pull_number AS STRING)), failures.job) AS scope
    FROM
      ci.failure_daily AS failures
    LEFT JOIN
      ci.recent_builds AS builds
      ON
        failures.build_date = builds.build_date
        AND failures.bucket = builds.bucket
        AND failures.build_path = builds.build_path
    LEFT JOIN
      parents
      ON
        failures.build_date = parents.build_date
        AND failures.bucket = parents.bucket
        AND failures.build_path = parents.build_path
        AND failures.test_name = parents.test_name
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

  sightings AS (
    SELECT DISTINCT
      wordings.wording,
      failures.scope,
      failures.test_id,
      failures.build,
      failures.build_date,
      failures.started_at
    FROM
      failures
    INNER JOIN
      wordings
      ON failures.failure_fingerprint = wordings.failure_fingerprint
    WHERE
      failures.is_evidence
  ),

  -- Wordings that could be evidence: three are in a test of a job, or in a build.
  candidates AS (
    SELECT
      sightings.wording
    FROM
      sightings
    INNER JOIN
      (
        SELECT
          scope,
          test_id
        FROM
          sightings
        GROUP BY
          scope,
          test_id
        HAVING
          COUNT(DISTINCT wording) >= 3
      ) AS tests
      ON
        sightings.scope = tests.scope
        AND sightings.test_id = tests.test_id
    UNION DISTINCT
    SELECT
      sightings.wording
    FROM
      sightings
    INNER JOIN
      (
        SELECT
          build
        FROM
          sightings
        GROUP BY
          build
        HAVING
          COUNT(DISTINCT wording) >= 3
      ) AS builds
      ON sightings.build = builds.build
  ),

  -- Numbers stand for wordings, which are long.
  ranked_wordings AS (
    SELECT
      candidates.wording,
      ROW_NUMBER() OVER (ORDER BY COUNT(*) DESC, candidates.wording) AS number
    FROM
      candidates
    INNER JOIN
      sightings
      ON candidates.wording = sightings.wording
    GROUP BY
      candidates.wording
  ),

  -- Each takes memory: of very many, those that fail most are compared.
  numbered_wordings AS (
    SELECT
      number,
      wording,
      SPLIT(wording, ' ') AS words
    FROM
      ranked_wordings
    WHERE
      number <= 10000
  ),

  placed_words AS (
    SELECT
      number,
      place,
      words[OFFSET(place)] AS word
    FROM
      numbered_wordings
    CROSS JOIN
      UNNEST(GENERATE_ARRAY(0, ARRAY_LENGTH(words) - 1)) AS place
  ),

  known_words AS (
    SELECT
      *,
      IF(REGEXP_CONTAINS(word, r'[A-Za-z]{2}'), 1, 0) AS known
    FROM
      placed_words
  ),

  -- Where the first character of each word is, and that after its last one; and how many words up to it have letters.
  places AS (
    SELECT
      number,
      place,
      word,
      known,
      CAST(SUM(LENGTH(word) + 1) OVER words_so_far AS INT64) - LENGTH(word) AS start_place,
      CAST(SUM(LENGTH(word) + 1) OVER words_so_far AS INT64) AS end_place,
      SUM(known) OVER words_so_far AS known_before,
      SUM(known) OVER (PARTITION BY number) AS known_words
    FROM
      known_words
    WINDOW
      words_so_far AS (
        PARTITION BY number
        ORDER BY place
        ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
      )
  ),

  -- A frame is a wording with a gap in its first 64 words. At least four words with letters are around it, and two thirds of
  -- the text. An end that follows a colon, or one word after it, is no gap: errors end with their cause.
  all_frames AS (
    SELECT
      first.number,
      first.place AS first_place,
      last.place AS last_place,
      first.word AS first_word,
      last.word AS last_word,
      SUBSTR(wordings.wording, first.start_place, last.end_place - first.start_place) AS filling,
      MD5(
        CONCAT(
          SUBSTR(wordings.wording, 1, first.start_place - 1),
          '<*>',
          SUBSTR(wordings.wording, last.end_place)
        )
      ) AS frame
    FROM
      places AS first
    INNER JOIN
      places AS last
      ON
        first.number = last.number
        AND last.place BETWEEN first.place AND first.place + 2
        AND last.place < 64
    INNER JOIN
      numbered_wordings AS wordings
      ON first.number = wordings.number
    WHERE
      first.known_words - last.known_before + first.known_before - first.known >= 4
      AND 3 * (last.end_place - first.start_place) <= LENGTH(wordings.wording)
      AND NOT (
        last.end_place > LENGTH(wordings.wording)
        AND REGEXP_CONTAINS(SUBSTR(wordings.wording, 1, first.start_place - 1), r': (?:[^ ]+ )?$')
      )
  ),

  -- If all fillings begin or end with the same word, the gap is too wide.
  frames AS (
    SELECT
      *
    FROM
      all_frames
    WHERE
      TRUE
    QUALIFY
      COUNT(*) OVER (PARTITION BY frame) >= 3
      AND MIN(first_word) OVER (PARTITION BY frame) != MAX(first_word) OVER (PARTITION BY frame)
      AND MIN(last_word) OVER (PARTITION BY frame) != MAX(last_word) OVER (PARTITION BY frame)
  ),

  uses AS (
    SELECT
      frames.frame,
      frames.filling,
      frames.number,
      sightings.scope,
      sightings.test_id,
      sightings.build,
      sightings.build_date,
      sightings.started_at
    FROM
      frames
    INNER JOIN
      numbered_wordings AS wordings
      ON frames.number = wordings.number
    INNER JOIN
      sightings
      ON wordings.wording = sightings.wording
  ),

  -- One test fails with three fillings in a job, or in a pull request, and not with one after the other, as it would for
  -- causes that come and go, nor with all at once: one is absent from a build and comes back, or there are five.
  numbered_uses AS (
    SELECT
      frame,
      scope,
      test_id,
      filling,
      DENSE_RANK() OVER (
        PARTITION BY frame, scope, test_id
        ORDER BY build_date, started_at, build
      ) AS build_number
    FROM
      uses
  ),

  following_uses AS (
    SELECT
      *,
      LAG(build_number) OVER (
        PARTITION BY frame, scope, test_id, filling
        ORDER BY build_number
      ) AS number_before
    FROM
      numbered_uses
  ),

  evident_tests AS (
    SELECT
      frame,
      scope,
      test_id
    FROM
      following_uses
    GROUP BY
      frame,
      scope,
      test_id
    HAVING
      COUNT(DISTINCT filling) >= 3
      AND (COUNTIF(build_number > number_before + 1) > 0 OR COUNT(DISTINCT filling) >= 5)
  ),

  -- Several tests of a build share a filling, and do so for three fillings; or there are ten.
  filled_builds AS (
    SELECT
      frame,
      scope,
      build,
      build_date,
      started_at,
      filling,
      COUNT(DISTINCT test_id) AS tests
    FROM
      uses
    GROUP BY
      frame,
      scope,
      build,
      build_date,
      started_at,
      filling
  ),

  varied_builds AS (
    SELECT
      frame,
      scope,
      build,
      build_date,
      started_at,
      COUNT(*) AS fillings,
      COUNTIF(tests >= 2) >= 3 OR COUNT(*) >= 10 AS is_evident
    FROM
      filled_builds
    GROUP BY
      frame,
      scope,
      build,
      build_date,
      started_at
  ),

  -- Causes of their own begin in different builds.
  begun_builds AS (
    SELECT
      frame,
      build,
      is_evident,
      MIN(fillings) OVER (
        PARTITION BY frame, scope
        ORDER BY build_date, started_at, build
        ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
      ) AS fewest_fillings
    FROM
      varied_builds
  ),

  evident_builds AS (
    SELECT
      frame,
      build
    FROM
      begun_builds
    WHERE
      is_evident
      AND fewest_fillings >= 3
  ),

  evident_wordings AS (
    SELECT
      uses.frame,
      uses.number
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
      uses.number
    FROM
      uses
    INNER JOIN
      evident_builds AS builds
      ON
        uses.frame = builds.frame
        AND uses.build = builds.build
  ),

  evident_frames AS (
    SELECT
      frames.frame,
      frames.number,
      frames.first_place,
      frames.last_place,
      COUNT(*) OVER same_frame AS wordings,
      MIN(frames.first_word) OVER same_frame != MAX(frames.first_word) OVER same_frame
      AND MIN(frames.last_word) OVER same_frame != MAX(frames.last_word) OVER same_frame AS is_varied
    FROM
      frames
    INNER JOIN
      evident_wordings
      ON
        frames.frame = evident_wordings.frame
        AND frames.number = evident_wordings.number
    WINDOW
      same_frame AS (PARTITION BY frames.frame)
  ),

  gaps AS (
    SELECT
      *
    FROM
      evident_frames
    WHERE
      is_varied
  ),

  -- A gap is too wide if another one within it has half of its wordings: "password for root" and "password for invalid
  -- user bob" differ in more than a name.
  filled_places AS (
    SELECT DISTINCT
      gaps.number,
      place
    FROM
      gaps
    LEFT JOIN
      gaps AS inner_gaps
      ON
        gaps.number = inner_gaps.number
        AND gaps.frame != inner_gaps.frame
        AND gaps.first_place <= inner_gaps.first_place
        AND gaps.last_place >= inner_gaps.last_place
        AND gaps.wordings <= 2 * inner_gaps.wordings
    CROSS JOIN
      UNNEST(GENERATE_ARRAY(gaps.first_place, gaps.last_place)) AS place
    WHERE
      inner_gaps.frame IS NULL
  ),

  marked_words AS (
    SELECT
      words.number,
      words.place,
      IF(gap.place IS NULL, words.word, '<*>') AS word,
      gap.place IS NOT NULL
      AND LAG(gap.place) OVER (PARTITION BY words.number ORDER BY words.place) IS NOT NULL AS is_in_gap_before
    FROM
      placed_words AS words
    LEFT JOIN
      filled_places AS gap
      ON
        words.number = gap.number
        AND words.place = gap.place
  ),

  -- Messages with several gaps are merged in all of them at once, so that no cluster has messages that differ elsewhere.
  patterns AS (
    SELECT
      number,
      STRING_AGG(IF(is_in_gap_before, NULL, word), ' ' ORDER BY place) AS pattern
    FROM
      marked_words
    GROUP BY
      number
  ),

  clusters AS (
    SELECT
      wordings.failure_fingerprint,
      COALESCE(patterns.pattern, wordings.wording) AS pattern
    FROM
      wordings
    LEFT JOIN
      numbered_wordings
      ON wordings.wording = numbered_wordings.wording
    LEFT JOIN
      patterns
      ON numbered_wordings.number = patterns.number
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
