import { describe, expect, test } from 'vitest';
import { InvalidMessageError, UnknownMessageError } from '../../../../shared/errors.ts';
import { decodeMessage } from '../../../../shared/messages/message.ts';
import { MessageBuilder } from '../../../../shared/messages/message-builder.ts';
import { rejectionRow } from '../../../../shared/rows/ledger-row.ts';
import type { TestAttemptsRow } from '../../../../shared/schema/tables.ts';
import { attemptRow } from '../../../contracts/warehouse-rows.ts';

const { warnings: _warnings, ...withoutWarnings } = rejectionRow(
  { kind: 'event', id: '1', sizeBytes: 1, reason: 'x' },
  Date.parse('2026-11-20T12:00:00Z'),
);

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
    { message: { ...valid, rows: 'none' }, says: 'rows' },
    { message: { ...valid, more: 1 }, says: 'more' },
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

describe('a message of another version', () => {
  const { failure_text: _text, skip_reason: _reason, ...older } = attemptRow(0);
  const valid = { version: 1, table: 'test_attempts', common: {}, rows: [attemptRow(0)] };

  test('may lack columns that are not required: they are NULL', () => {
    const { rows } = decodeMessage(encode({ ...valid, rows: [older, attemptRow(1)] }));
    expect(rows).toEqual([
      { ...attemptRow(0), failure_text: null, skip_reason: null },
      attemptRow(1),
    ]);
  });

  test('may lack lists: they are empty', () => {
    const { rows } = decodeMessage(
      encode({ ...valid, table: 'ingested_objects', rows: [withoutWarnings] }),
    );
    expect(rows).toMatchObject([{ warnings: [] }]);
  });

  test.each([
    { message: { ...valid, version: 2, more: 1 }, says: 'version 2' },
    { message: { ...valid, table: 'coverage_lines' }, says: 'the table coverage_lines' },
    { message: { ...valid, rows: [{ ...attemptRow(0), more: 1 }] }, says: 'more: no column' },
    { message: { ...valid, rows: [{ ...older, more: 1 }] }, says: 'more: no column' },
  ])('fails, so that it is delivered again: $says', ({ message, says }) => {
    expect(() => decodeMessage(encode(message))).toThrow(UnknownMessageError);
    expect(() => decodeMessage(encode(message))).toThrow(says);
  });
});
