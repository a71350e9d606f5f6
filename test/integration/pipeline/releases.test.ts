import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { load } from '../../../functions/load/handler.ts';
import { DuckDbWarehouse } from '../../../shared/adapters/duckdb/warehouse.ts';
import { readViews } from '../../../shared/adapters/local/view-files.ts';
import { UnknownMessageError } from '../../../shared/errors.ts';
import { decodeMessage } from '../../../shared/messages/message.ts';
import { columnsOf } from '../../../shared/schema/columns.ts';
import { TABLE_NAMES } from '../../../shared/schema/tables.ts';
import { LATER, MASK, QUIET } from '../../support/settings.ts';

/** Tables, and messages that collect published, of a release that is still running beside this one, or whose messages wait. */
const releaseSchema = z.object({
  columns: z.record(z.string(), z.record(z.string(), z.string())),
  messages: z.array(z.looseObject({ table: z.enum(TABLE_NAMES as [string, ...string[]]) })),
});

const EARLIER = releaseSchema.parse(
  JSON.parse(
    readFileSync(new URL('../../fixtures/releases/readers-6.json', import.meta.url), 'utf8'),
  ),
);

const messageOf = (value: unknown) => Buffer.from(JSON.stringify(value));

describe('messages of an earlier release', () => {
  let warehouse: DuckDbWarehouse;

  beforeAll(async () => {
    warehouse = await DuckDbWarehouse.open(':memory:');
    await warehouse.deploy(readViews());
  });
  afterAll(() => warehouse.close());

  test('are loaded, and the views show their rows', async () => {
    const ports = { warehouse, clock: LATER, logger: QUIET, mask: MASK };
    for (const [index, message] of EARLIER.messages.entries()) {
      await load(
        { id: String(index), data: messageOf(message), attributes: {} },
        ports,
        LATER.now(),
      );
    }
    const shown = async (view: string) =>
      (await warehouse.query(`SELECT COUNT(*) AS count FROM ${view}`)).rows;
    expect(await shown('builds')).toEqual([{ count: 1 }]);
    expect(await shown('test_attempts')).toEqual([{ count: 2 }]);
    expect(await shown('log_findings')).toEqual([{ count: 1 }]);
    expect(await shown('coverage_files')).toEqual([{ count: 1 }]);
    expect(await shown('version_markers')).toEqual([{ count: 1 }]);
    const rejected = "SELECT * FROM ingested_objects WHERE outcome = 'rejected'";
    expect((await warehouse.query(rejected)).rows).toEqual([]);
  });
});

describe('tables', () => {
  test.each(Object.entries(EARLIER.columns))(
    '%s has the columns of the earlier release, which may be required no longer, and no further one that is required',
    (name, earlier) => {
      const table = z.enum(TABLE_NAMES as [(typeof TABLE_NAMES)[number]]).parse(name);
      const now = new Map(
        columnsOf(table).map(({ name: column, type, mode }) => [column, `${type} ${mode}`]),
      );
      const changed = Object.entries(earlier).filter(
        ([column, kind]) =>
          now.get(column) !== kind && now.get(column) !== kind.replace('REQUIRED', 'NULLABLE'),
      );
      expect(changed).toEqual([]);
      const added = [...now].filter(([column]) => !(column in earlier));
      expect(added.filter(([, kind]) => kind.endsWith('REQUIRED'))).toEqual([]);
    },
  );
});

test('a message of a later release waits for the later load: it has a column, a table or a parser version that is unknown', () => {
  const [builds] = EARLIER.messages;
  const { rows, ...rest } = z.looseObject({ rows: z.array(z.looseObject({})) }).parse(builds);
  const later = [
    { ...rest, table: 'a_later_table', rows },
    { ...rest, rows: rows.map((row) => ({ ...row, a_later_column: 1 })) },
    { ...rest, rows: rows.map((row) => ({ ...row, parser_version: 9000 })) },
  ];
  for (const message of later) {
    expect(() => decodeMessage(messageOf(message))).toThrow(UnknownMessageError);
  }
});
