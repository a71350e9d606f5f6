import { describe, expect, test } from 'vitest';
import * as errors from '../../../../shared/errors.ts';
import { isTransientError, transienceOf } from '../../../../shared/retry/transience.ts';

describe('an error of ci-signal says itself whether it may pass', () => {
  const isTransient: Readonly<Record<string, boolean>> = {
    UnreadableArtifactError: false,
    DamagedArtifactError: false,
    DeploymentError: false,
    InvalidMessageError: false,
    MessageTooLargeError: false,
    UsageError: false,
    SourceError: false,
    NewerWarehouseError: false,
    QueryError: false,
    RefusedRowsError: false,
    TrackerRefusedError: false,
    WebhookRefusedError: false,
    UnknownMessageError: true,
    NotReadyError: true,
    StoreUnavailableError: true,
    AccessDeniedError: true,
    BusUnavailableError: true,
    WarehouseUnavailableError: true,
    ReaderEndedError: true,
    TrackerUnavailableError: true,
    WebhookUnavailableError: true,
  };

  const classes = Object.entries(errors).filter(
    ([name]) => name.endsWith('Error') && name !== 'CiSignalError',
  );

  test('and every one is listed here', () => {
    expect(classes.map(([name]) => name).sort()).toEqual(Object.keys(isTransient).sort());
  });

  test.each(classes)('%s', (name, ErrorClass) => {
    const values = name === 'RefusedRowsError' ? ['builds', []] : ['message'];
    expect(isTransientError(Reflect.construct(ErrorClass, values))).toBe(isTransient[name]);
  });
});

test.each([
  { what: 'an error of the network', error: new Error('socket hang up'), expected: true },
  { what: 'a value that is no error', error: 'text', expected: true },
  { what: 'an array that is too long', error: new RangeError('x'), expected: false },
  { what: 'a name that is not defined', error: new ReferenceError('x'), expected: false },
  { what: 'JSON that is none', error: new SyntaxError('x'), expected: false },
])('$what: transient is $expected', ({ error, expected }) => {
  expect(isTransientError(error)).toBe(expected);
});

describe('an answer of a service', () => {
  test.each([
    ...[400, 401, 403, 404, 409, 410, 412].map((status) => ({ status, expected: 'permanent' })),
    ...[408, 429, 499, 500, 502, 503, 504].map((status) => ({ status, expected: 'transient' })),
  ])('status $status is $expected', ({ status, expected }) => {
    expect(transienceOf({ status })).toBe(expected);
  });

  test.each(['rateLimitExceeded', 'userRateLimitExceeded'])(
    'status 403 with the reason %s is transient',
    (reason) => {
      expect(transienceOf({ status: 403, reason })).toBe('transient');
    },
  );

  test.each([
    ...[1, 2, 4, 8, 10, 13, 14].map((code) => ({ code, expected: 'transient' })),
    ...[3, 5, 6, 7, 9, 11, 12, 16].map((code) => ({ code, expected: 'permanent' })),
  ])('code $code of gRPC is $expected', ({ code, expected }) => {
    expect(transienceOf({ code })).toBe(expected);
  });

  test.each([
    'Constraint Error: NOT NULL constraint failed: builds.job',
    'Conversion Error: Could not convert string',
  ])('"%s" of DuckDB is permanent', (message) => {
    expect(transienceOf({ message })).toBe('permanent');
  });

  test.each(['IO Error: Could not write file: No space left on device', ''])(
    '"%s" of DuckDB is transient',
    (message) => {
      expect(transienceOf({ message })).toBe('transient');
    },
  );
});
