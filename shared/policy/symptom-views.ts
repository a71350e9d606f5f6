import { generatedComment, generatedViewSql, rowSql, stringSql } from './sql.ts';
import { SYMPTOM_POLICY_FILE, type SymptomPolicy } from './symptoms.ts';

/** Returns the SQL of the view `symptom_policy`: one row for each symptom. */
export function symptomPolicySql({ symptoms }: SymptomPolicy): string {
  const rows = Object.entries(symptoms).map(([of, { class: ofClass, cause }]) =>
    rowSql({ symptom: stringSql(of), class: stringSql(ofClass), cause: stringSql(cause) }),
  );
  return generatedViewSql(SYMPTOM_POLICY_FILE, rows);
}

/**
 * Returns the SQL of the view `text_symptoms`, which searches texts line by line for symptoms; of several the first in
 * the policy counts. BigQuery and DuckDB use RE2, as the reader of logs does.
 */
export function textSymptomsSql({ symptoms }: SymptomPolicy): string {
  const searched = Object.entries(symptoms).filter(([, symptom]) => symptom.searched !== 'logs');
  const branches = searched.map(
    ([of, { pattern: ofSymptom }]) =>
      `        WHEN REGEXP_CONTAINS(text, ${stringSql(`(?m)${ofSymptom}`)}) THEN ${stringSql(of)}`,
  );
  return [
    `${generatedComment(SYMPTOM_POLICY_FILE)}\n`,
    'WITH\n  examined AS (\n    SELECT\n      *,\n      CASE\n',
    `${branches.join('\n')}\n`,
    '      END AS symptom\n    FROM\n      ci.symptom_texts\n  )\n\n',
    'SELECT\n  *\nFROM\n  examined\nWHERE\n  symptom IS NOT NULL\n',
  ].join('');
}
