WITH
  builds_in_outages AS (
    SELECT DISTINCT
      build_date,
      bucket,
      build_path
    FROM
      ci.outage_builds
  ),

  -- A flaky result counts as a failure, as a broken test may pass now and then. Builds that are known from their
  -- reports alone are left out, as their outcome is unknown; so is the test case that summarizes the others, which
  -- follows the build as a whole. Batches repeat the results of their pull requests. Builds that ran in an outage tell
  -- nothing, whether they failed or passed.
  results AS (
    SELECT
      histories.*,
      COALESCE(histories.test_id, '') AS history,
      COALESCE(histories.job_type, '') = 'presubmit' AS is_presubmit,
      histories.outcome != 'passed' AS is_failed
    FROM
      ci.histories AS histories
    LEFT JOIN
      builds_in_outages
      ON
        histories.build_date = builds_in_outages.build_date
        AND histories.bucket = builds_in_outages.bucket
        AND histories.build_path = builds_in_outages.build_path
    WHERE
      builds_in_outages.build_path IS NULL
      AND NOT is_summary
      AND NOT (
        {{ is_result_of_infra(case_kind, is_infra_failure, failed_tests, failed_phases) }}
      )
      AND COALESCE(job_type, '') != 'batch'
      AND IF(test_id IS NULL, outcome IN ('passed', 'failed', 'errored'), build_outcome IS NOT NULL)
  ),

  -- A pull request has bugs of its own and is tested until they are fixed, so its consecutive failures are one
  -- observation, and so are its consecutive passes. Each stands where it was first seen.
  ordered_results AS (
    SELECT
      *,
      LAG(is_failed) OVER (
        PARTITION BY job, history, org, repo, pull_number
        ORDER BY build_date, position
      ) AS previous_is_failed
    FROM
      results
  ),

  observations AS (
    SELECT
      *
    FROM
      ordered_results
    WHERE
      NOT is_presubmit
      OR previous_is_failed IS NULL
      OR previous_is_failed != is_failed
  ),

  totals AS (
    SELECT
      job,
      history,
      COUNT(*) AS builds,
      COUNTIF(is_failed) AS failures
    FROM
      observations
    GROUP BY
      job,
      history
  ),

  rated AS (
    SELECT
      *,
      {{ log_likelihood(builds, failures) }} AS log_likelihood
    FROM
      totals
  ),

  -- Histories that could be significant by their numbers of builds and failures. The best possible split has only
  -- passes on one side and only failures on the other, hence the likelihood 1. If even that split would not be
  -- significant (p_value below), the history is not counted among the tests made: R. E. Tarone (1990), "A modified
  -- Bonferroni method for discrete data", Biometrics 46. Fewer than 3 failures may be chance, whatever their
  -- probability.
  candidates AS (
    SELECT * FROM rated WHERE failures >= 3 AND (builds - 1) * EXP(log_likelihood) <= 0.05
  ),

  -- Each observation with the numbers of builds and failures up to it, and of the 20 builds before and after the place
  -- between it and the next.
  numbered AS (
    SELECT
      candidates.*,
      observations.test_id,
      observations.suite,
      observations.class_name,
      observations.test_name,
      observations.started_at,
      observations.is_presubmit,
      observations.is_failed,
      MAX(observations.started_at) OVER (PARTITION BY observations.job, observations.history) AS last_started_at,
      ROW_NUMBER() OVER past AS n,
      COUNT(IF(observations.is_failed, 1, NULL)) OVER (past ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS k,
      observations.build_id AS last_build_before,
      observations.started_at AS last_build_before_started_at,
      observations.repo_commit AS repo_commit_before,
      observations.inputs AS inputs_before,
      LEAD(observations.build_id) OVER past AS first_build_after,
      LEAD(observations.build_date) OVER past AS change_date,
      LEAD(observations.started_at) OVER past AS first_build_after_started_at,
      LEAD(observations.repo_commit) OVER past AS repo_commit_after,
      LEAD(observations.inputs) OVER past AS inputs_after,
      LEAD(observations.is_failed) OVER past AS is_next_failed,
      LEAD(observations.url) OVER past AS first_build_after_url,
      COUNT(*) OVER (past ROWS BETWEEN 19 PRECEDING AND CURRENT ROW) AS near_builds_before,
      COUNT(IF(observations.is_failed, 1, NULL)) OVER (past ROWS BETWEEN 19 PRECEDING AND CURRENT ROW)
        AS near_failures_before,
      COUNT(*) OVER (past ROWS BETWEEN 1 FOLLOWING AND 20 FOLLOWING) AS near_builds_after,
      COUNT(IF(observations.is_failed, 1, NULL)) OVER (past ROWS BETWEEN 1 FOLLOWING AND 20 FOLLOWING)
        AS near_failures_after
    FROM
      observations
    INNER JOIN
      candidates
      ON
        observations.job = candidates.job
        AND observations.history = candidates.history
    WINDOW
      past AS (
        PARTITION BY observations.job, observations.history
        ORDER BY observations.build_date, observations.position
      )
  ),

  splits AS (
    SELECT
      *,
      NOT is_presubmit AND COALESCE(inputs_before = inputs_after, FALSE) AS is_on_same_inputs
    FROM
      numbered
    WHERE
      n < builds
  ),

  -- Builds of the same inputs form a block.
  blocks AS (
    SELECT
      *,
      n - COALESCE(MAX(IF(is_on_same_inputs, NULL, n)) OVER places_before, 0) AS builds_in_block,
      k - COALESCE(MAX(IF(is_on_same_inputs, NULL, k)) OVER places_before, 0) AS failures_in_block,
      COALESCE(MIN(IF(is_on_same_inputs, NULL, n)) OVER places_after, builds) - n AS builds_in_next_block,
      COALESCE(MIN(IF(is_on_same_inputs, NULL, k)) OVER places_after, failures) - k AS failures_in_next_block
    FROM
      splits
    WINDOW
      places_before AS (
        PARTITION BY job, history
        ORDER BY n
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
      ),
      places_after AS (
        PARTITION BY job, history
        ORDER BY n
        ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING
      )
  ),

  -- The best place is never between blocks, or builds, that all pass or all fail: at the end of their run it is better.
  possible_boundaries AS (
    SELECT
      *
    FROM
      blocks
    WHERE
      IF(
        is_on_same_inputs,
        is_failed != is_next_failed,
        NOT (failures_in_block = 0 AND failures_in_next_block = 0)
        AND NOT (failures_in_block = builds_in_block AND failures_in_next_block = builds_in_next_block)
      )
  ),

  -- Between builds of the same inputs the code did not change. A place there has to be a thousand times as likely as
  -- others, which means that something else has changed.
  rated_boundaries AS (
    SELECT
      *,
      IF(is_on_same_inputs, LN(1000), 0.0) AS penalty,
      {{ log_likelihood(near_builds_before, near_failures_before) }}
      + {{ log_likelihood(near_builds_after, near_failures_after) }}
      - ({{ log_likelihood((near_builds_before + near_builds_after), (near_failures_before + near_failures_after)) }})
        AS contrast
    FROM
      possible_boundaries
  ),

  -- The 20 places of a history at which the rates before and after differ most.
  boundaries AS (
    SELECT
      *
    FROM
      rated_boundaries
    WHERE
      TRUE
    QUALIFY
      ROW_NUMBER() OVER (PARTITION BY job, history ORDER BY ROUND(contrast - penalty, 9) DESC, n) <= 20
  ),

  points AS (
    SELECT
      job,
      history,
      builds,
      n,
      k,
      penalty
    FROM
      boundaries
    UNION ALL
    SELECT
      job,
      history,
      builds,
      n,
      IF(n = 0, 0, failures) AS k,
      0.0 AS penalty
    FROM
      candidates
    CROSS JOIN
      UNNEST([0, builds]) AS n
  ),

  -- The segments between two points, and an empty one at the end, with which a partition stays as it is.
  segments AS (
    SELECT
      starts.job,
      starts.history,
      starts.builds,
      starts.n AS start_n,
      ends.n AS end_n,
      {{ log_likelihood((ends.n - starts.n), (ends.k - starts.k)) }} - ends.penalty AS log_likelihood
    FROM
      points AS starts
    INNER JOIN
      points AS ends
      ON
        starts.job = ends.job
        AND starts.history = ends.history
        AND (starts.n < ends.n OR (starts.n = starts.builds AND ends.n = ends.builds))
  ),

  -- The best partitions of each beginning of a history with 1 to 6 changes, and of the whole with up to as many (optimal
  -- partitioning: B. Jackson et al. (2005), "An algorithm for optimal
  -- partitioning of data on an interval", IEEE Signal Processing Letters 12).
  without_changes AS (
    SELECT
      job,
      history,
      builds,
      end_n,
      log_likelihood,
      0.0 AS penalty,
      '' AS cuts
    FROM
      segments
    WHERE
      start_n = 0
  ),

  with_1_change AS (
    {{ with_one_change_more(without_changes, segments, 1) }}
  ),

  with_2_changes AS (
    {{ with_one_change_more(with_1_change, segments, 2) }}
  ),

  with_3_changes AS (
    {{ with_one_change_more(with_2_changes, segments, 3) }}
  ),

  with_4_changes AS (
    {{ with_one_change_more(with_3_changes, segments, 4) }}
  ),

  with_5_changes AS (
    {{ with_one_change_more(with_4_changes, segments, 5) }}
  ),

  with_6_changes AS (
    {{ with_one_change_more(with_5_changes, segments, 6) }}
  ),

  best_partitions AS (
    SELECT
      job,
      history,
      cuts
    FROM
      with_6_changes
    WHERE
      end_n = builds
  ),

  -- The beginning of each segment of a partition with changes; what precedes the first comma stands for its beginning.
  segment_starts AS (
    SELECT
      job,
      history,
      CAST(IF(cut = '', '0', cut) AS INT64) AS n
    FROM
      best_partitions
    CROSS JOIN
      UNNEST(SPLIT(cuts, ',')) AS cut
    WHERE
      cuts != ''
  ),

  measured_segments AS (
    SELECT
      starts.job,
      starts.history,
      starts.n,
      first.k - IF(first.is_failed, 1, 0) AS k,
      first.started_at,
      COALESCE(LEAD(first.started_at) OVER segments, first.last_started_at) AS ended_at,
      (COALESCE(LEAD(first.k - IF(first.is_failed, 1, 0)) OVER segments, first.failures) - first.k + IF(first.is_failed, 1, 0))
      / (COALESCE(LEAD(starts.n) OVER segments, first.builds) - starts.n) AS failure_rate
    FROM
      segment_starts AS starts
    INNER JOIN
      numbered AS first
      ON
        starts.job = first.job
        AND starts.history = first.history
        AND starts.n + 1 = first.n
    WINDOW
      segments AS (PARTITION BY starts.job, starts.history ORDER BY starts.n)
  ),

  -- A test that fails more often for less than 4 days, but not always, and then as seldom as before, flakes in bursts:
  -- that is no change.
  compared_segments AS (
    SELECT
      *,
      failure_rate < 0.8
      AND failure_rate > COALESCE(LAG(failure_rate) OVER neighbours, 0)
      AND failure_rate > COALESCE(LEAD(failure_rate) OVER neighbours, 0)
      AND TIMESTAMP_DIFF(ended_at, started_at, SECOND) < 345600 AS is_burst
    FROM
      measured_segments
    WINDOW
      neighbours AS (PARTITION BY job, history ORDER BY n)
  ),

  marked_segments AS (
    SELECT
      *,
      COALESCE(LAG(is_burst) OVER (PARTITION BY job, history ORDER BY n), FALSE) AS is_after_burst
    FROM
      compared_segments
  ),

  changes AS (
    SELECT
      splits.*,
      ROW_NUMBER() OVER (PARTITION BY segments.job, segments.history ORDER BY segments.n) AS ordinal
    FROM
      marked_segments AS segments
    INNER JOIN
      splits
      ON
        segments.job = splits.job
        AND segments.history = splits.history
        AND segments.n = splits.n
    WHERE
      NOT segments.is_burst
      AND NOT segments.is_after_burst
  ),

  -- The numbers at the change before and at the next one, or at the ends of the history.
  bounded_changes AS (
    SELECT
      *,
      LAG(n, 1, 0) OVER changes_of_history AS previous_n,
      LAG(k, 1, 0) OVER changes_of_history AS previous_k,
      COALESCE(LEAD(n) OVER changes_of_history, builds) AS next_n,
      COALESCE(LEAD(k) OVER changes_of_history, failures) AS next_k
    FROM
      changes
    WINDOW
      changes_of_history AS (PARTITION BY job, history ORDER BY n)
  ),

  counted_changes AS (
    SELECT
      *,
      n - previous_n AS builds_before,
      k - previous_k AS failures_before,
      next_n - n AS builds_after,
      next_k - k AS failures_after
    FROM
      bounded_changes
  ),

  rated_changes AS (
    SELECT
      *,
      {{ log_likelihood(builds_before, failures_before) }} AS log_likelihood_before,
      {{ log_likelihood(builds_after, failures_after) }} AS log_likelihood_after,
      {{ log_likelihood((builds_before + builds_after), (failures_before + failures_after)) }} AS log_likelihood_without
    FROM
      counted_changes
  ),

  partition_likelihoods AS (
    SELECT
      job,
      history,
      SUM(log_likelihood_before + IF(next_n = builds, log_likelihood_after, 0.0)) AS log_likelihood_with,
      SUM(LN((builds - ordinal) / ordinal) + IF(is_on_same_inputs, LN(1000), 0.0)) AS penalty
    FROM
      rated_changes
    GROUP BY
      job,
      history
  ),

  -- Correction for the number of partitions. Without a change, 2 LLR of one given partition with m changes has the
  -- chi-squared distribution with m degrees of freedom (S. S. Wilks, 1938), whose tail P(LLR >= x) is at most exp(-x) for
  -- up to 2 changes, and not much larger for more. The probability that any of the C(n - 1, m) partitions reaches x is at
  -- most as many times that (union bound).
  tested AS (
    SELECT
      candidates.job,
      candidates.history,
      IF(candidates.history = '', 'builds', 'tests') AS family,
      COALESCE(
        LEAST(EXP(likelihoods.penalty - likelihoods.log_likelihood_with + candidates.log_likelihood), 1.0),
        1.0
      ) AS p_value
    FROM
      candidates
    LEFT JOIN
      partition_likelihoods AS likelihoods
      ON
        candidates.job = likelihoods.job
        AND candidates.history = likelihoods.history
  ),

  -- Correction for the number of histories. The union bound is far above the probability, because partitions that differ
  -- little have nearly the same likelihood.
  corrected AS (
    {{ with_q_value(tested, family) }}
  ),

  significant_changes AS (
    SELECT
      changes.*,
      corrected.p_value,
      corrected.q_value
    FROM
      rated_changes AS changes
    INNER JOIN
      corrected
      ON
        changes.job = corrected.job
        AND changes.history = corrected.history
    WHERE
      corrected.q_value <= 0.1
      AND GREATEST(changes.failures_before, changes.failures_after) >= 3
  ),

  -- Other places of a change that are nearly as likely: down to the likelihood ratio exp(-3), as in D. V. Hinkley
  -- (1970), "Inference about the change-point in a sequence of random variables", Biometrika 57.
  likely_places AS (
    SELECT
      changes.job,
      changes.history,
      changes.n,
      ANY_VALUE(splits.first_build_after HAVING MIN splits.n) AS earliest_build_after,
      ANY_VALUE(splits.first_build_after_started_at HAVING MIN splits.n) AS earliest_build_after_started_at,
      ANY_VALUE(splits.first_build_after HAVING MAX splits.n) AS latest_build_after,
      ANY_VALUE(splits.first_build_after_started_at HAVING MAX splits.n) AS latest_build_after_started_at
    FROM
      significant_changes AS changes
    INNER JOIN
      splits
      ON
        changes.job = splits.job
        AND changes.history = splits.history
        AND splits.n > changes.previous_n
        AND splits.n < changes.next_n
        AND (changes.is_on_same_inputs OR NOT splits.is_on_same_inputs)
    WHERE
      {{ log_likelihood((splits.n - changes.previous_n), (splits.k - changes.previous_k)) }}
      + {{ log_likelihood((changes.next_n - splits.n), (changes.next_k - splits.k)) }}
      >= changes.log_likelihood_before + changes.log_likelihood_after - 3
    GROUP BY
      changes.job,
      changes.history,
      changes.n
  )

SELECT
  changes.job,
  changes.test_id,
  changes.suite,
  changes.class_name,
  changes.test_name,
  IF(
    changes.failures_after / changes.builds_after > changes.failures_before / changes.builds_before,
    'regressed',
    'recovered'
  ) AS direction,
  changes.change_date,
  changes.last_build_before,
  changes.last_build_before_started_at,
  changes.repo_commit_before,
  changes.inputs_before,
  changes.first_build_after,
  changes.first_build_after_started_at,
  changes.repo_commit_after,
  changes.inputs_after,
  changes.first_build_after_url,
  places.earliest_build_after,
  places.earliest_build_after_started_at,
  places.latest_build_after,
  places.latest_build_after_started_at,
  changes.builds_before,
  changes.failures_before,
  changes.failures_before / changes.builds_before AS failure_rate_before,
  changes.builds_after,
  changes.failures_after,
  changes.failures_after / changes.builds_after AS failure_rate_after,
  changes.log_likelihood_before + changes.log_likelihood_after - changes.log_likelihood_without AS log_likelihood_ratio,
  changes.p_value,
  changes.q_value
FROM
  significant_changes AS changes
INNER JOIN
  likely_places AS places
  ON
    changes.job = places.job
    AND changes.history = places.history
    AND changes.n = places.n
