import { describe, expect, test } from 'vitest';
import { dataformFiles } from '../../../../functions/cli/dataform/dataform-files.ts';
import { readViews } from '../../../../shared/adapters/local/view-files.ts';
import { TABLE_NAMES } from '../../../../shared/schema/tables.ts';
import { sqlTokens } from '../../../../shared/views/googlesql-tokens.ts';
import { isRollUp } from '../../../../shared/views/layers.ts';
import { tableReferences } from '../../../../shared/views/table-references.ts';

const VIEWS = readViews();
const FILES = new Map(dataformFiles(VIEWS).map(({ path, text }) => [path, text]));

/** Returns the text of a file, and its config block as an object. */
function fileOf(path: string) {
  const text = FILES.get(path) ?? '';
  const [, config = '{}'] = /^config (\{\n[^]*?\n\})\n/.exec(text) ?? [];
  return { text, config: JSON.parse(config) as Readonly<Record<string, unknown>> };
}

describe('a Dataform project', () => {
  test('has its settings, a file for each raw table and one for each view', () => {
    expect(FILES.size).toBe(1 + TABLE_NAMES.length + VIEWS.length);
    expect(FILES.get('workflow_settings.yaml')).toContain('dataformCoreVersion');
  });

  test('declares raw tables', () => {
    const { config } = fileOf('definitions/sources/builds.sqlx');
    expect(config).toMatchObject({ type: 'declaration', schema: 'ci_raw', name: 'builds' });
  });

  test('makes views with descriptions', () => {
    const { config } = fileOf('definitions/staging/builds.sqlx');
    const view = VIEWS.find(({ name }) => name === 'builds');
    expect(config).toMatchObject({
      type: 'view',
      schema: 'ci',
      name: 'builds',
      description: view?.description,
      columns: view?.columns,
    });
  });

  test('makes tables of roll-ups, which keep their rows', () => {
    for (const { name } of VIEWS.filter(isRollUp)) {
      const { config, text } = fileOf(`definitions/rollups/${name}.sqlx`);
      expect(config).toMatchObject({ type: 'operations', hasOutput: true, name });
      expect(text).toContain(
        '\nCREATE TABLE IF NOT EXISTS ${self()}\nPARTITION BY build_date\nAS\n',
      );
    }
  });

  test.each(VIEWS)('has nothing in $name that Dataform would read as its own', ({ sql }) => {
    // A placeholder, a separator of statements, and the two places in which Dataform does not escape backslashes.
    expect(sql).not.toMatch(/\$\{|^---$|"""|'''/m);
    const comments = [...sqlTokens(sql)].filter(({ kind }) => kind === 'comment');
    expect(comments.filter(({ text }) => text.includes('\\'))).toEqual([]);
  });

  test.each(VIEWS)('refers to what $name reads', ({ name, layer, topic, sql }) => {
    const { text } = fileOf(
      `definitions/${topic === undefined ? layer : `${layer}/${topic}`}/${name}.sqlx`,
    );
    const read = tableReferences(sql).map((of) => `\${ref("${of.dataset}", "${of.name}")}`);
    expect(text.match(/\$\{ref\([^)]*\)\}/g) ?? []).toEqual(read);
    expect(tableReferences(text.replace(/^config [^]*?\n\}\n/, ''))).toEqual([]);
  });
});
