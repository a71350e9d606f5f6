import { describe, expect, test } from '@jest/globals';
import { DuckDBInstance } from '@duckdb/node-api';
import { createTable } from '../../../shared/adapters/duckdb/schema.ts';
import { readViews } from '../../../shared/adapters/local/view-files.ts';
import { neededViews } from '../../../shared/views/dependencies.ts';
import { isRollUp } from '../../../shared/views/layers.ts';
import { withStoredSteps } from '../../../shared/views/stored-steps.ts';
import { TABLE_NAMES } from '../../../shared/schema/tables.ts';
import { run } from './run.ts';

const VIEWS = readViews();

/** Returns the views that a script creates, in order. */
function created(script: string): readonly (string | undefined)[] {
  return [...script.matchAll(/^CREATE OR REPLACE VIEW ci\."?(\w+)"? AS$/gm)].map(
    ([, name]) => name,
  );
}

describe('models', () => {
  test('prints the SQL of all views in the order of creation', async () => {
    const { code, stdout, stderr } = await run('models');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(created(stdout)).toEqual(VIEWS.map(({ name }) => name));
    for (const { sql } of withStoredSteps(VIEWS)) expect(stdout).toContain(`${sql.trimEnd()};\n`);
  });

  test('marks the roll-ups', async () => {
    const { stdout } = await run('models');
    const said = stdout.matchAll(/^-- A roll-up: .*\nCREATE OR REPLACE VIEW ci\.(\w+) AS$/gm);
    const rollUps = VIEWS.filter(isRollUp);
    expect([...said].map(([, name]) => name)).toEqual(rollUps.map(({ name }) => name));
  });

  test('prints each named view once, in the order of creation', async () => {
    const { stdout } = await run('models', 'test_results', 'ingested_objects', 'test_results');
    expect(created(stdout)).toEqual(['ingested_objects', 'test_results']);
  });

  test('prints a script that DuckDB runs unchanged', async () => {
    // DuckDB resolves a view again for each view that reads it. All views would take a minute, as roll-ups are views here.
    const printed = neededViews(['outages', 'failure_clusters', 'skip_debt'], VIEWS).map(
      ({ name }) => name,
    );
    const { code, stdout } = await run('models', '--dialect', 'duckdb', ...printed);
    expect(code).toBe(0);
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    await connection.run('CREATE SCHEMA ci_raw');
    for (const table of TABLE_NAMES) await connection.run(createTable(table));
    // Creating a view resolves its query.
    await connection.run(stdout);
    connection.closeSync();
    instance.closeSync();
    expect(created(stdout)).toEqual(printed);
  });

  test.each([
    {
      args: ['builds', 'nonsense'],
      says: 'there is no view nonsense; `ci-signal schema` lists them',
    },
    { args: ['--dialect', 'mysql'], says: 'Allowed choices are bigquery, duckdb' },
  ])('refuses $args', async ({ args, says }) => {
    const { code, stdout, stderr } = await run('models', ...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(says);
  });

  test('has examples in its help', async () => {
    const { code, stdout } = await run('models', '--help');
    expect(code).toBe(0);
    expect(stdout).toContain('ci-signal models --dialect duckdb test_flakiness');
  });
});
