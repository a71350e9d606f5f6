Choice of builds whose coverage counts.

The newest build of each job and kind of tests that is not of a pull request, within each value of `scope`, such as a date, with
their number as `builds`.

{% macro newest_coverage_builds(scope) %}
SELECT
  *,
  COUNT(*) OVER (PARTITION BY {{ scope }}, job, flag) AS builds
FROM
  ci.coverage_builds
WHERE
  COALESCE(job_type, '') != 'presubmit'
QUALIFY
  ROW_NUMBER() OVER (
    PARTITION BY {{ scope }}, job, flag
    ORDER BY started_at DESC, build_id DESC
  ) = 1
{% endmacro %}

Whether a row of `files`, which is `recent_coverage`, is of a build of `builds` and of its kind of tests.

{% macro is_of_coverage_build(files, builds) %}
{{ builds }}.build_date = {{ files }}.build_date
AND {{ builds }}.bucket = {{ files }}.bucket
AND {{ builds }}.build_path = {{ files }}.build_path
AND COALESCE({{ builds }}.flag, '') = COALESCE({{ files }}.flag, '')
{% endmacro %}
