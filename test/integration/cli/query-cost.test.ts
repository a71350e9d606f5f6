import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FakeBigQueryCatalog } from '../../support/fake-bigquery-catalog.ts';
import { run, type Ran } from './run.ts';

const GIB = 2 ** 30;

let fake: FakeBigQueryCatalog;

beforeEach(async () => {
  fake = await FakeBigQueryCatalog.start();
  process.env['BIGQUERY_ENDPOINT'] = fake.apiEndpoint;
});
afterEach(async () => {
  delete process.env['BIGQUERY_ENDPOINT'];
  await fake.close();
});

async function query(...args: readonly string[]): Promise<Ran> {
  return await run('query', '--warehouse', 'bigquery:proj-one', ...args);
}

describe('query --dry-run', () => {
  test('prints bytes and price, and runs nothing', async () => {
    fake.bytes = 512 * GIB;
    const { code, stdout } = await query('--dry-run', '--format', 'json', 'incidents');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual([
      {
        bytes: 512 * GIB,
        gib: 512,
        usd: 3.125,
        prices_as_of: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as unknown,
      },
    ]);
    expect(fake.queries).toEqual([]);
  });
});

describe('a query on BigQuery', () => {
  test.each([
    { args: [], gib: 100 },
    { args: ['--max-gib', '2'], gib: 2 },
  ])('is limited with $args', async ({ args, gib }) => {
    await query(...args, 'incidents');
    const limits = new Set(fake.queries.map(({ maximumBytesBilled }) => maximumBytesBilled));
    expect([...limits]).toEqual([String(gib * GIB)]);
  });

  test('beyond the limit says what it would read, and how to go on', async () => {
    fake.bytes = 512 * GIB;
    fake.refuse = (write) =>
      write === 'query'
        ? { status: 400, reason: 'bytesBilledLimitExceeded', message: 'Query exceeded limit' }
        : undefined;
    const { code, stderr } = await query('SELECT job FROM builds');
    expect(code).toBe(2);
    expect(stderr).toContain('it would read 512.0 GiB, which is more than the limit of 100.0 GiB');
    expect(stderr).toContain('raise the limit with --max-gib');
  });
});
