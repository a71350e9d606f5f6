import { describe, expect, test } from 'vitest';
import { MAX_ROWS, Results } from '../../../../functions/dashboard/results.ts';
import { QueryError } from '../../../../shared/errors.ts';

/** A warehouse whose answers, version and time a test sets. */
class Changing {
  version = '1';
  now = 0;
  rows = 1;
  problem: Error | undefined;
  readonly statements: string[] = [];
  readonly results = new Results(
    {
      version: () => Promise.resolve(this.version),
      query: (sql) => {
        this.statements.push(sql);
        if (this.problem !== undefined) return Promise.reject(this.problem);
        const rows = Array.from({ length: this.rows }, (_, n) => ({ n, version: this.version }));
        return Promise.resolve({ columns: ['n', 'version'], rows });
      },
    },
    { now: () => this.now },
  );

  get(sql = 'SELECT 1', parameters: Readonly<Record<string, string>> = {}) {
    return this.results.get({ sql, parameters });
  }
}

/** Lets what runs in the background end. */
async function settle(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

describe('results', () => {
  test('are computed once for a statement with its parameters', async () => {
    const warehouse = new Changing();
    await Promise.all([warehouse.get(), warehouse.get()]);
    await warehouse.get();
    expect(warehouse.statements).toEqual([`SELECT 1\nLIMIT ${MAX_ROWS + 1}`]);
    await warehouse.get('SELECT 1', { job: 'a' });
    await warehouse.get('SELECT 1', { job: 'b' });
    expect(warehouse.statements).toHaveLength(3);
  });

  test('of before a change are returned once more while the new ones are computed', async () => {
    const warehouse = new Changing();
    await warehouse.get();
    warehouse.version = '2';
    const older = await warehouse.get();
    expect(older.isCurrent).toBe(false);
    expect(older.rows).toEqual([{ n: 0, version: '1' }]);
    await settle();
    const newer = await warehouse.get();
    expect(newer.isCurrent).toBe(true);
    expect(newer.rows).toEqual([{ n: 0, version: '2' }]);
  });

  test('age, because views depend on the time', async () => {
    const warehouse = new Changing();
    await warehouse.get();
    warehouse.now = 11 * 60_000;
    expect((await warehouse.get()).isCurrent).toBe(false);
    await settle();
    expect((await warehouse.get()).isCurrent).toBe(true);
    expect(warehouse.statements).toHaveLength(2);
  });

  test('stay when they cannot be computed again, and an error is thrown when there are none', async () => {
    const warehouse = new Changing();
    await warehouse.get();
    warehouse.version = '2';
    warehouse.problem = new QueryError('no such view');
    expect((await warehouse.get()).isCurrent).toBe(false);
    await settle();
    expect((await warehouse.get()).rows).toHaveLength(1);
    await expect(warehouse.get('SELECT 2')).rejects.toThrow('no such view');
    await expect(warehouse.results.renew({ sql: 'SELECT 1', parameters: {} })).rejects.toThrow(
      'no such view',
    );
    warehouse.problem = undefined;
    expect((await warehouse.get('SELECT 2')).rows).toHaveLength(1);
  });

  test('have at most a number of rows, and say so', async () => {
    const warehouse = new Changing();
    warehouse.rows = MAX_ROWS + 1;
    const answer = await warehouse.get();
    expect(answer.rows).toHaveLength(MAX_ROWS);
    expect(answer.isCut).toBe(true);
  });

  test('of the oldest statements are given up', async () => {
    const warehouse = new Changing();
    for (let n = 0; n <= 500; n += 1) await warehouse.get(`SELECT ${n}`);
    await warehouse.get('SELECT 500');
    expect(warehouse.statements).toHaveLength(501);
    await warehouse.get('SELECT 0');
    expect(warehouse.statements).toHaveLength(502);
  });
});
