import { describe, expect, test } from 'vitest';
import { DuckDBInstance } from '@duckdb/node-api';
import { readViews } from '../../../shared/adapters/local/view-files.ts';
import { neededViews } from '../../../shared/views/dependencies.ts';
import { isRollUp, isSnapshot, isStored } from '../../../shared/views/layers.ts';
import { rollUpRows } from '../../../shared/views/stored-rows.ts';
import { withStoredSteps } from '../../../shared/views/stored-steps.ts';
import { TABLE_NAMES } from '../../../shared/schema/tables.ts';
import { run } from './run.ts';

const VIEWS = readViews();

/** Returns the views and tables that a script creates, in order. */
function created(script: string): readonly string[] {
  const statements = script.matchAll(/^CREATE (?:OR REPLACE VIEW|TABLE IF NOT EXISTS) (\S+)/gm);
  return [...statements].map(([, name = '']) => name.replaceAll('"', '').replace(/^ci\./, ''));
}

describe('models', () => {
  test('prints the SQL of all tables and views in the order of creation', async () => {
    const { code, stdout, stderr } = await run('models');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const tables = TABLE_NAMES.map((table) => `ci_raw.${table}`);
    expect(created(stdout)).toEqual([...tables, ...VIEWS.map(({ name }) => name)]);
    for (const view of withStoredSteps(VIEWS)) {
      const sql = isStored(view) ? rollUpRows(view) : view.sql.trimEnd();
      expect(stdout).toContain(`AS\n${sql};\n`);
    }
  });

  test('makes tables of the roll-ups, and says so', async () => {
    const { stdout } = await run('models');
    const said = stdout.matchAll(
      /^-- A roll-up: .*\nCREATE TABLE IF NOT EXISTS ci\.(\w+)\nPARTITION BY build_date$/gm,
    );
    const rollUps = VIEWS.filter(isRollUp);
    expect([...said].map(([, name]) => name)).toEqual(rollUps.map(({ name }) => name));
  });

  test('makes tables of the snapshots, and says so', async () => {
    const { stdout } = await run('models');
    const said = stdout.matchAll(
      /^-- A snapshot: .*\nCREATE TABLE IF NOT EXISTS ci\.(\w+)\nOPTIONS/gm,
    );
    const snapshots = VIEWS.filter(isSnapshot);
    expect([...said].map(([, name]) => name)).toEqual(snapshots.map(({ name }) => name));
  });

  test('prints each named view once, in the order of creation', async () => {
    const { stdout } = await run('models', 'test_results', 'ingested_objects', 'test_results');
    expect(created(stdout)).toEqual(['ingested_objects', 'test_results']);
  });

  test('prints the options of raw tables', async () => {
    const { stdout } = await run('models', 'ci_raw.builds');
    expect(created(stdout)).toEqual(['ci_raw.builds']);
    expect(stdout).toContain("  job STRING NOT NULL OPTIONS (description = 'Name of the job");
    expect(stdout).toContain('PARTITION BY build_date\nCLUSTER BY job, build_id\n');
    expect(stdout).toContain('require_partition_filter = true');
  });

  test('prints a script that DuckDB runs unchanged', async () => {
    // DuckDB resolves a view again for each view that reads it. All views would take a minute, as roll-ups are views here.
    const printed = neededViews(['outages', 'failure_clusters', 'skip_debt'], VIEWS).map(
      ({ name }) => name,
    );
    const raw = TABLE_NAMES.map((table) => `ci_raw.${table}`);
    const { code, stdout } = await run('models', '--dialect', 'duckdb', ...raw, ...printed);
    expect(code).toBe(0);
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    // Creating a view resolves its query.
    await connection.run(stdout);
    connection.closeSync();
    instance.closeSync();
    expect(created(stdout)).toEqual([...raw, ...printed]);
  });

  test.each([
    {
      args: ['builds', 'nonsense'],
      says: 'there is no view or table nonsense; `ci-signal schema` lists them',
    },
    { args: ['--format', 'dataform'], says: '--format dataform needs --output <folder>' },
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
