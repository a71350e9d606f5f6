import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DeploymentError, QueryError } from '../../../../shared/errors.ts';
import type { View } from '../../../../shared/ports/warehouse.ts';
import { DEFINITION_LABEL, definitionDigest } from '../../../../shared/views/statements.ts';
import { ANSWER, DAILY, DEPLOYED_VIEWS, DeploymentStage, REFRESHED, STAGED } from './stage.ts';

let stage: DeploymentStage;

beforeEach(async () => {
  stage = await DeploymentStage.start();
});
afterEach(() => stage.fake.close());

describe('a roll-up', () => {
  beforeEach(async () => {
    await stage.deploy();
    stage.fake.writes.length = 0;
  });

  test('with another query and the same columns keeps its rows', async () => {
    const other = { ...DAILY, sql: `${DAILY.sql} WHERE job != ''` };
    expect(await stage.changes([STAGED, other, REFRESHED, ANSWER])).toEqual([
      'alter ci.build_daily',
    ]);
    expect(stage.fake.writes).toEqual(['describe ci.build_daily']);
    expect(await stage.changes([STAGED, other, REFRESHED, ANSWER])).toEqual([]);
  });

  test('with a new column keeps its rows', async () => {
    const sql = 'SELECT build_date, CAST(1 AS INT64) AS builds, job FROM ci.builds';
    const other = { ...DAILY, sql, columns: { ...DAILY.columns, builds: 'Number of builds.' } };
    const steps = await stage.deploy([STAGED, other, REFRESHED, ANSWER]);
    expect(steps.find(({ action }) => action === 'alter')).toMatchObject({
      name: 'ci.build_daily',
      reason: 'adds the columns builds',
    });
    expect(stage.fake.writes).toEqual(['alter ci.build_daily', 'describe ci.build_daily']);
    expect(stage.fake.tables.get('ci.build_daily')?.schema?.fields[2]).toEqual({
      name: 'builds',
      type: 'INT64',
      mode: 'NULLABLE',
      description: 'Number of builds.',
    });
  });

  test.each([
    { what: 'without a column', sql: 'SELECT build_date FROM ci.builds' },
    { what: 'with another type', sql: 'SELECT build_date, CAST(1 AS INT64) AS job FROM ci.builds' },
  ])('$what is made again', async ({ sql }) => {
    const other = { ...DAILY, sql };
    expect(await stage.changes([STAGED, other, REFRESHED, ANSWER])).toEqual([
      'replace ci.build_daily',
    ]);
    expect(stage.fake.writes[0]).toBe('create ci.build_daily');
    expect(await stage.changes([STAGED, other, REFRESHED, ANSWER])).toEqual([]);
  });

  test('that is missing is filled again: the dates count as not rebuilt', async () => {
    stage.fake.tables.delete('ci.build_daily');
    expect(await stage.changes()).toEqual(['alter ci.refreshed_dates', 'create ci.build_daily']);
    expect(stage.fake.writes.slice(0, 2)).toEqual([
      'delete ci.refreshed_dates',
      'create ci.build_daily',
    ]);
  });
});

describe('a snapshot', () => {
  const snapshot: View = {
    name: 'kept',
    layer: 'snapshots',
    sql: 'SELECT job FROM ci.build_daily',
  };

  beforeEach(async () => {
    await stage.deploy();
  });

  test('that is missing is filled again: the newest date counts as not rebuilt', async () => {
    const steps = await stage.deploy([...DEPLOYED_VIEWS, snapshot]);
    expect(steps.find(({ name }) => name === 'ci.refreshed_dates')).toMatchObject({
      action: 'alter',
      reason: 'forgets the newest date, to be rebuilt because kept is missing',
    });
    expect(steps.at(-1)).toMatchObject({ action: 'create', kind: 'snapshot', name: 'ci.kept' });
    expect(stage.fake.tables.get('ci.kept')?.type).toBe('TABLE');
    expect(await stage.changes([...DEPLOYED_VIEWS, snapshot])).toEqual([]);
  });

  test('with other columns is made again', async () => {
    await stage.deploy([...DEPLOYED_VIEWS, snapshot]);
    const other = { ...snapshot, sql: 'SELECT build_date FROM ci.build_daily' };
    expect(await stage.changes([...DEPLOYED_VIEWS, other])).toEqual(['replace ci.kept']);
  });
});

describe('a deployment that fails', () => {
  const unavailable = { status: 400, reason: 'invalidQuery', message: 'Syntax error at [1:1]' };

  test.each([
    'create ci',
    'create ci_raw.builds',
    'create ci.builds',
    'describe ci.builds',
    'create ci.answer',
  ])('at %s goes on with the next run', async (where) => {
    stage.fake.refuse = (write) => (write === where ? unavailable : undefined);
    await expect(stage.deploy()).rejects.toThrow('Syntax error');
    stage.fake.refuse = () => undefined;
    await stage.deploy();
    expect(await stage.changes()).toEqual([]);
    expect(stage.fake.tables.get('ci.builds')).toMatchObject({
      schema: { fields: [{ description: 'The date.' }, { description: 'The job.' }] },
    });
  });

  test('names the view that the service refuses', async () => {
    stage.fake.refuse = (write) => (write === 'create ci.answer' ? unavailable : undefined);
    const deployed = stage.deploy();
    await expect(deployed).rejects.toThrow(QueryError);
    await expect(deployed).rejects.toThrow('cannot create ci.answer: Syntax error at [1:1]');
  });

  test.each([
    { at: /create ci_raw$/, needs: 'bigquery.datasets.create on the project proj-one' },
    { at: /create ci_raw\.builds/, needs: 'bigquery.tables.create on the dataset proj-one.ci_raw' },
    { at: /create ci\.builds/, needs: 'bigquery.jobs.create on the project' },
    { at: /describe ci\.builds/, needs: 'bigquery.tables.update on the dataset proj-one.ci' },
  ])('for lack of a permission at $at names the permission', async ({ at, needs }) => {
    stage.fake.refuse = (write) =>
      at.test(write)
        ? { status: 403, reason: 'accessDenied', message: `Access Denied: ${write}` }
        : undefined;
    const deployed = stage.deploy();
    await expect(deployed).rejects.toThrow(DeploymentError);
    await expect(deployed).rejects.toThrow(needs);
  });
});

describe('deployments at the same time', () => {
  test('both succeed', async () => {
    await Promise.all([stage.deploy(), stage.deploy()]);
    expect(await stage.changes()).toEqual([]);
  });

  test('compare again what the other has changed', async () => {
    let isFirst = true;
    stage.fake.refuse = (write) => {
      if (write !== 'describe ci.builds' || !isFirst) return undefined;
      isFirst = false;
      // Between the comparison and the change: the change is refused by the tag of the table.
      stage.change('ci.builds', { labels: { team: 'kops' } });
      return undefined;
    };
    await stage.deploy();
    expect(stage.fake.tables.get('ci.builds')?.labels).toEqual({
      team: 'kops',
      [DEFINITION_LABEL]: definitionDigest(STAGED),
    });
  });

  test('wait for a limit of the service', async () => {
    let refusals = 2;
    stage.fake.refuse = (write) =>
      write === 'create ci.builds' && refusals-- > 0
        ? { status: 400, reason: 'rateLimitExceeded', message: 'Exceeded rate limits' }
        : undefined;
    expect(await stage.changes()).toContain('create ci.builds');
  });
});

describe('the location', () => {
  test('is that of the option', async () => {
    await stage.deploy(DEPLOYED_VIEWS, { location: 'EU' });
    expect([...stage.fake.datasets.values()]).toEqual([{ location: 'EU' }, { location: 'EU' }]);
    expect(await stage.changes(DEPLOYED_VIEWS, { location: 'eu' })).toEqual([]);
  });

  test('is that of the dataset that is there', async () => {
    stage.fake.datasets.set('ci', { location: 'europe-west4' });
    await stage.deploy();
    expect(stage.fake.datasets.get('ci_raw')).toEqual({ location: 'europe-west4' });
  });

  test.each([
    { there: { ci_raw: 'US' }, location: 'EU', says: 'the dataset ci_raw is in US, not in EU' },
    {
      there: { ci_raw: 'US', ci: 'EU' },
      location: undefined,
      says: 'the dataset ci is in EU, not in US',
    },
  ])('cannot be changed: $says', async ({ there, location, says }) => {
    for (const [name, of] of Object.entries(there)) stage.fake.datasets.set(name, { location: of });
    const deployed = stage.deploy(DEPLOYED_VIEWS, { location });
    await expect(deployed).rejects.toThrow(DeploymentError);
    await expect(deployed).rejects.toThrow(says);
    expect(stage.fake.writes).toEqual([]);
  });
});
