import { parseSymptomPolicy } from './symptoms.ts';

const HEADER = '-- Written by `npm run generate` from infra/policy/symptoms.json.\n';

/**
 * GoogleSQL for the rows of the policy: name, class and cause of each symptom.
 *
 * @param policy what `infra/policy/symptoms.json` holds
 * @throws Error which says what is wrong, and where
 */
export function symptomPolicySql(policy: unknown): string {
  const rows = Object.entries(parseSymptomPolicy(policy).symptoms).map(
    ([name, { class: ofClass, cause }]) =>
      `SELECT '${name}' AS symptom, '${ofClass}' AS class, ${cause === undefined ? 'CAST(NULL AS STRING)' : `'${cause}'`} AS cause`,
  );
  return `${HEADER}${rows.join('\nUNION ALL\n')}\n`;
}

/**
 * GoogleSQL that looks for symptoms in texts; in each the first of the policy's that it shows. The patterns are RE2's, of
 * BigQuery and DuckDB as of the reader of logs.
 *
 * @throws Error as {@link symptomPolicySql} does
 */
export function textSymptomsSql(policy: unknown): string {
  const branches = Object.entries(parseSymptomPolicy(policy).symptoms).map(
    ([name, { pattern }]) =>
      `        WHEN REGEXP_CONTAINS(text, ${stringLiteral(`(?m)${pattern}`)}) THEN '${name}'`,
  );
  return [
    HEADER,
    'WITH\n  examined AS (\n    SELECT\n      *,\n      CASE\n',
    `${branches.join('\n')}\n`,
    '      END AS symptom\n    FROM\n      ci.symptom_texts\n  )\n\n',
    'SELECT\n  *\nFROM\n  examined\nWHERE\n  symptom IS NOT NULL\n',
  ].join('');
}

function stringLiteral(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
