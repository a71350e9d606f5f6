import { describe, expect, test } from 'vitest';
import {
  replaceTableReferences,
  tableReferences,
  viewsRead,
} from '../../../../shared/views/table-references.ts';

function names(sql: string): readonly string[] {
  return tableReferences(sql).map(({ dataset, name }) => `${dataset}.${name}`);
}

describe('tables that a text names', () => {
  test.each([
    ['SELECT * FROM ci.builds', ['ci.builds']],
    ['SELECT * FROM ci.a, ci_raw.b JOIN ci.a USING (x)', ['ci.a', 'ci_raw.b', 'ci.a']],
    ['SELECT ci.builds.job FROM ci.builds', ['ci.builds', 'ci.builds']],
    ['SELECT * FROM `ci.builds`, `project.ci_raw.builds`', ['ci.builds', 'ci_raw.builds']],
    ['SELECT (SELECT MAX(x)FROM ci.builds)', ['ci.builds']],
    ['SELECT 1 -- FROM ci.builds\nFROM ci.jobs # ci.x', ['ci.jobs']],
    ['SELECT 1 /* ci.a\n */ FROM ci.jobs', ['ci.jobs']],
    ["SELECT 'ci.a', \"ci.b\", r'ci.c\\d', '''ci.d''' FROM ci.jobs", ['ci.jobs']],
    ["SELECT 'it\\'s -- ci.a' FROM ci.jobs", ['ci.jobs']],
    ['SELECT * FROM other.builds, xci.builds, ci_other.builds, x.ci', []],
    ["SELECT '/latest-ci.txt'", []],
  ])('%s', (sql, expected) => {
    expect(names(sql)).toEqual(expected);
  });
});

test('the views that a text reads are named once, without raw tables', () => {
  const sql = 'SELECT * FROM ci.a JOIN ci_raw.b USING (x) JOIN ci.c USING (x) JOIN ci.a USING (x)';
  expect([...viewsRead(sql)]).toEqual(['a', 'c']);
});

test('only references are replaced', () => {
  const sql = "SELECT 'ci.a' FROM ci.a, ci_raw.b -- ci.a\nWHERE x IN (SELECT x FROM `p.ci.a`)";
  const replaced = replaceTableReferences(sql, ({ dataset, name }) =>
    dataset === 'ci' ? `${dataset}__${name}` : undefined,
  );
  expect(replaced).toBe(
    "SELECT 'ci.a' FROM ci__a, ci_raw.b -- ci.a\nWHERE x IN (SELECT x FROM ci__a)",
  );
});
