import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DeploymentError, NewerWarehouseError } from '../../../../shared/errors.ts';
import { TABLE_NAMES, TABLES } from '../../../../shared/schema/tables.ts';
import { DEFINITION_LABEL, definitionDigest } from '../../../../shared/views/statements.ts';
import {
  ANSWER,
  changing,
  DAILY,
  DEPLOYED_VIEWS,
  DeploymentStage,
  REFRESHED,
  STAGED,
} from './stage.ts';

let stage: DeploymentStage;

beforeEach(async () => {
  stage = await DeploymentStage.start();
});
afterEach(() => stage.fake.close());

describe('a first deployment', () => {
  const created = [
    'create ci_raw',
    'create ci',
    ...TABLE_NAMES.map((table) => `create ci_raw.${table}`),
    ...DEPLOYED_VIEWS.map(({ name }) => `create ci.${name}`),
  ];

  test('creates datasets, raw tables, roll-ups and views in this order', async () => {
    expect(await stage.changes()).toEqual(created);
    const written = stage.fake.writes.filter((write) => write.startsWith('create'));
    expect(written).toEqual(created);
  });

  test('gives raw tables the options of their schema files', async () => {
    await stage.deploy();
    const { schema, description, clustering } = TABLES.builds;
    expect(stage.fake.tables.get('ci_raw.builds')).toMatchObject({
      description,
      schema: { fields: schema },
      timePartitioning: { type: 'DAY', field: 'build_date' },
      requirePartitionFilter: true,
      clustering: { fields: clustering },
    });
  });

  test('describes views and their columns, and labels them with a digest', async () => {
    await stage.deploy();
    expect(stage.fake.tables.get('ci.builds')).toMatchObject({
      type: 'VIEW',
      description: "A job's builds.",
      labels: { [DEFINITION_LABEL]: definitionDigest(STAGED) },
      schema: { fields: [{ description: 'The date.' }, { description: 'The job.' }] },
    });
    expect(stage.fake.tables.get('ci.build_daily')).toMatchObject({
      type: 'TABLE',
      timePartitioning: { field: 'build_date' },
    });
  });

  test('puts the prefix before each dataset, in views as well', async () => {
    await stage.warehouse({ datasetPrefix: 'kops_' }).deploy(DEPLOYED_VIEWS);
    expect([...stage.fake.datasets.keys()]).toEqual(['kops_ci_raw', 'kops_ci']);
    const query = 'SELECT build_date, job FROM kops_ci_raw.builds';
    expect(stage.fake.tables.get('kops_ci.builds')).toMatchObject({ view: { query } });
    expect(
      changing(await stage.warehouse({ datasetPrefix: 'kops_' }).deploy(DEPLOYED_VIEWS)),
    ).toEqual([]);
  });

  test('reports each step before it is taken', async () => {
    const reported: string[] = [];
    await stage.deploy(DEPLOYED_VIEWS, { onStep: ({ name }) => void reported.push(name) });
    expect(reported).toEqual(created.map((step) => step.replace('create ', '')));
  });

  test('changes nothing in a dry run, which returns the same steps', async () => {
    expect(await stage.changes(DEPLOYED_VIEWS, { isDryRun: true })).toEqual(created);
    expect(stage.fake.writes).toEqual([]);
  });
});

describe('a second deployment', () => {
  beforeEach(async () => {
    await stage.deploy();
    stage.fake.writes.length = 0;
  });

  test('changes nothing', async () => {
    const steps = await stage.deploy();
    expect(changing(steps)).toEqual([]);
    expect(steps).toHaveLength(2 + TABLE_NAMES.length + DEPLOYED_VIEWS.length);
    expect(stage.fake.writes).toEqual([]);
  });

  test('replaces only the view that has changed', async () => {
    const other = { ...ANSWER, sql: 'SELECT build_date FROM ci.build_daily' };
    expect(await stage.changes([STAGED, DAILY, REFRESHED, other])).toEqual(['replace ci.answer']);
    expect(stage.fake.tables.get('ci.answer')?.view?.query).toBe(other.sql);
  });

  test('replaces a view whose query was changed by other means', async () => {
    stage.change('ci.answer', { view: { query: 'SELECT 1 AS job' } });
    expect(await stage.changes()).toEqual(['replace ci.answer']);
  });

  test('does not mind white space', async () => {
    stage.change('ci.answer', { view: { query: `  ${ANSWER.sql.replaceAll(' ', '\n')}\n` } });
    expect(await stage.changes()).toEqual([]);
  });

  test('describes what has lost its description', async () => {
    stage.change('ci.builds', { schema: { fields: [{ name: 'job', type: 'STRING' }] } });
    stage.change('ci_raw.builds', { description: 'other' });
    expect(await stage.changes()).toEqual(['alter ci_raw.builds', 'alter ci.builds']);
    expect(await stage.changes()).toEqual([]);
  });

  test('keeps the labels that others have set', async () => {
    stage.change('ci.build_daily', { labels: { team: 'kops' } });
    await stage.deploy();
    expect(stage.fake.tables.get('ci.build_daily')?.labels).toMatchObject({ team: 'kops' });
  });

  test('knows by the labels alone that all views are there', async () => {
    const warehouse = stage.warehouse();
    expect(await warehouse.hasViews(DEPLOYED_VIEWS)).toBe(true);
    expect(await warehouse.hasViews([...DEPLOYED_VIEWS, { ...ANSWER, name: 'other' }])).toBe(false);
    stage.fake.tables.delete('ci.answer');
    expect(await warehouse.hasViews(DEPLOYED_VIEWS)).toBe(false);
  });
});

describe('a raw table of an older version', () => {
  const { schema } = TABLES.ingested_objects;
  const older = schema.filter(({ name }) => name !== 'coverage_files_rows' && name !== 'reason');

  test('gets its new columns, none of them required', async () => {
    await stage.deploy();
    stage.change('ci_raw.ingested_objects', { schema: { fields: older } });
    const steps = await stage.deploy();
    expect(steps.find(({ action }) => action === 'alter')).toMatchObject({
      name: 'ci_raw.ingested_objects',
      reason: expect.stringMatching(/^adds the columns .*coverage_files_rows/) as unknown,
    });
    const fields = stage.fake.tables.get('ci_raw.ingested_objects')?.schema?.fields ?? [];
    expect(fields).toHaveLength(schema.length);
    expect(fields.find(({ name }) => name === 'coverage_files_rows')).toMatchObject({
      type: 'INT64',
      mode: 'NULLABLE',
      description: schema.find(({ name }) => name === 'coverage_files_rows')?.description,
    });
    expect(await stage.changes()).toEqual([]);
  });

  test('has other names of types in the answers of the service', async () => {
    await stage.deploy();
    const legacy: Record<string, string> = { INT64: 'INTEGER', FLOAT64: 'FLOAT', BOOL: 'BOOLEAN' };
    const fields = schema.map((column) => ({
      ...column,
      type: legacy[column.type] ?? column.type,
    }));
    stage.change('ci_raw.ingested_objects', { schema: { fields } });
    expect(await stage.changes()).toEqual([]);
  });
});

describe('what cannot be deployed is refused before the first change', () => {
  test.each([
    {
      what: 'a warehouse of a newer version',
      changed: { schema: { fields: [...TABLES.builds.schema, { name: 'later', type: 'STRING' }] } },
      error: NewerWarehouseError,
      says: 'ci_raw.builds has the column later, which this version does not know',
    },
    {
      what: 'another type',
      changed: { schema: { fields: [{ name: 'job', type: 'INTEGER' }] } },
      error: DeploymentError,
      says: 'the column job of ci_raw.builds is INT64, and this version needs STRING',
    },
    {
      what: 'another partitioning',
      changed: { timePartitioning: { type: 'DAY' } },
      error: DeploymentError,
      says: 'ci_raw.builds is partitioned by nothing, and this version needs build_date',
    },
    {
      what: 'a view in place of a table',
      changed: { type: 'VIEW' as const },
      error: DeploymentError,
      says: 'ci_raw.builds is a VIEW there, and has to be a TABLE',
    },
  ])('$what', async ({ changed, error, says }) => {
    await stage.deploy();
    stage.change('ci_raw.builds', changed);
    stage.fake.tables.delete('ci.answer');
    stage.fake.writes.length = 0;
    for (const isDryRun of [true, false]) {
      const deployed = stage.deploy(DEPLOYED_VIEWS, { isDryRun });
      await expect(deployed).rejects.toThrow(error);
      await expect(deployed).rejects.toThrow(says);
    }
    expect(stage.fake.writes).toEqual([]);
  });
});
