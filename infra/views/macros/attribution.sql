Explanation of failures by values of dimensions.

The condition, of one to three values, that explains the failures of each test in `cells` best, with its statistics. `cells` has one
row for each job and combination of values: `test_id`, `combination`, `runs`, `failures`, `squares` (failures² / runs). Also needs
the relation `conditions` with the combinations that meet each condition.

{% macro best_explanations(cells) %}
SELECT
  * EXCEPT (score)
FROM
  (
    SELECT
      *,
      -- A condition with one value more has to explain half as much again, and so has a region or a build cluster, of
      -- which a cloud has several.
      statistic / POW(1.5, size - 1) / IF(dimensions IN ('region', 'cluster'), 1.5, 1) AS score
    FROM
      (
        SELECT
          *,
          g / GREATEST(pearson / (all_units - 2), 1.0) AS statistic,
          GREATEST(pearson / (all_units - 2), 1.0) AS dispersion
        FROM
          (
            -- G = 2 sum(O ln(O / E)) over the four cells, computed from x ln x of the cells, margins and total, where 0 ln 0
            -- = 0, as in R. R. Sokal and F. J. Rohlf, "Biometry", chapter "Analysis of frequencies". Results of one job depend on each other, so
            -- G is divided by Pearson's statistic of the jobs around the two rates, by degree of freedom: P. McCullagh and
            -- J. A. Nelder (1989), "Generalized Linear Models", section 4.5.
            SELECT
              *,
              2 * (
                failures * LN(GREATEST(failures, 1))
                + (runs - failures) * LN(GREATEST(runs - failures, 1))
                + failures_without * LN(GREATEST(failures_without, 1))
                + (runs_without - failures_without) * LN(GREATEST(runs_without - failures_without, 1))
                - runs * LN(GREATEST(runs, 1))
                - runs_without * LN(GREATEST(runs_without, 1))
                - all_failures * LN(GREATEST(all_failures, 1))
                - (all_runs - all_failures) * LN(GREATEST(all_runs - all_failures, 1))
                + all_runs * LN(GREATEST(all_runs, 1))
              ) AS g,
              (squares - 2 * rate * failures + rate * rate * runs) / (rate * (1 - rate))
              + (squares_without - 2 * rate_without * failures_without + rate_without * rate_without * runs_without)
              / (rate_without * (1 - rate_without)) AS pearson
            FROM
              (
                SELECT
                  *,
                  (failures + 0.5) / (runs + 1) AS rate,
                  (failures_without + 0.5) / (runs_without + 1) AS rate_without
                FROM
                  (
                    SELECT
                      *,
                      COUNT(*) OVER (PARTITION BY test_id, size) AS comparisons,
                      SUM(units) OVER compared AS all_units,
                      SUM(runs) OVER compared AS all_runs,
                      SUM(failures) OVER compared AS all_failures,
                      SUM(runs) OVER compared - runs AS runs_without,
                      SUM(failures) OVER compared - failures AS failures_without,
                      SUM(squares) OVER compared - squares AS squares_without
                    FROM
                      (
                        SELECT
                          cells.test_id,
                          conditions.size,
                          conditions.dimensions,
                          conditions.condition,
                          COUNT(*) AS units,
                          COUNTIF(cells.failures > 0) AS failing_units,
                          SUM(cells.runs) AS runs,
                          SUM(cells.failures) AS failures,
                          SUM(cells.squares) AS squares
                        FROM
                          {{ cells }} AS cells
                        INNER JOIN
                          conditions
                          ON cells.combination = conditions.combination
                        GROUP BY
                          cells.test_id,
                          conditions.size,
                          conditions.dimensions,
                          conditions.condition
                      )
                    WINDOW
                      compared AS (PARTITION BY test_id, dimensions)
                  )
                WHERE
                  all_units >= 4
                  AND units < all_units
                  AND failing_units >= IF(size = 1, 2, 1)
                  AND all_failures < all_runs
                  AND failures * runs_without > failures_without * runs
              )
          )
      )
  )
WHERE
  TRUE
QUALIFY
  ROW_NUMBER() OVER (PARTITION BY test_id ORDER BY score DESC, size, dimensions, condition) = 1
{% endmacro %}
