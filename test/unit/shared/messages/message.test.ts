import { describe, expect, test } from '@jest/globals';
import { InvalidMessageError } from '../../../../shared/errors.ts';
import { decodeMessage } from '../../../../shared/messages/message.ts';
import { MessageBuilder } from '../../../../shared/messages/message-builder.ts';
import type { TestAttemptsRow } from '../../../../shared/schema/tables.ts';
import { attemptRow } from '../../../contracts/warehouse-rows.ts';

const encode = (message: unknown): Uint8Array => Buffer.from(JSON.stringify(message));

function withoutCommon(row: TestAttemptsRow): Omit<TestAttemptsRow, 'job' | 'build_date'> {
  const { job: _job, build_date: _date, ...own } = row;
  return own;
}

describe('rows', () => {
  const rows = [attemptRow(0), attemptRow(1)];
  const { job, build_date } = attemptRow(0);

  test('arrive as they were sent, with the common columns written once', () => {
    const builder = new MessageBuilder<'test_attempts', 'job' | 'build_date'>('test_attempts', {
      job,
      build_date,
    });
    for (const row of rows) builder.add(withoutCommon(row));
    const data = builder.take();
    expect(data).toBeDefined();
    expect(
      Buffer.from(data ?? [])
        .toString()
        .match(/"job":/g),
    ).toHaveLength(1);
    expect(decodeMessage(data ?? Buffer.alloc(0))).toEqual({ table: 'test_attempts', rows });
    expect(builder.take()).toBeUndefined();
  });

  test('fill a message long before it is too large for a bus', () => {
    const builder = new MessageBuilder('test_attempts', {});
    let added = 0;
    while (!builder.isFull) {
      builder.add({ ...attemptRow(added), failure_text: 'x'.repeat(10_000) });
      added++;
    }
    expect(added).toBeGreaterThan(10);
    expect(builder.take()?.length).toBeLessThan(1_000_000);
    expect(builder.isFull).toBe(false);
  });
});

describe('an invalid message is refused, and the error names the problem', () => {
  const valid = { version: 1, table: 'test_attempts', common: {}, rows: [attemptRow(0)] };

  test.each([
    { message: undefined, says: 'not JSON' },
    { message: null, says: 'invalid' },
    { message: {}, says: 'version' },
    { message: { ...valid, version: 2 }, says: 'version' },
    { message: { ...valid, table: 'secrets' }, says: 'table' },
    { message: { ...valid, rows: 'none' }, says: 'rows' },
    { message: { ...valid, more: 1 }, says: 'more' },
    { message: { ...valid, rows: [{ ...attemptRow(0), more: 1 }] }, says: 'more' },
    { message: { ...valid, rows: [{ ...attemptRow(0), job: null }] }, says: 'job' },
    {
      message: { ...valid, rows: [{ ...attemptRow(0), build_date: 'yesterday' }] },
      says: 'build_date',
    },
    {
      message: { ...valid, rows: [{ ...attemptRow(0), duration_seconds: '1' }] },
      says: 'duration_seconds',
    },
    { message: { ...valid, rows: [{ ...attemptRow(0), generation: 1.5 }] }, says: 'generation' },
    { message: { ...valid, rows: [{}] }, says: 'bucket' },
  ])('$says', ({ message, says }) => {
    const data = message === undefined ? Buffer.from('{') : encode(message);
    expect(() => decodeMessage(data)).toThrow(InvalidMessageError);
    expect(() => decodeMessage(data)).toThrow(says);
  });
});
