import { describe, expect, test } from 'vitest';
import { collectObject } from '../../../../functions/collect/collect-object.ts';
import { readerFault } from '../../../../functions/collect/reader-fault.ts';
import { StoreUnavailableError } from '../../../../shared/errors.ts';
import { decodeMessage } from '../../../../shared/messages/message.ts';
import type { Policies } from '../../../../shared/policy/policies.ts';
import { BUILD_PATH, finished, junit, prowjob, started } from '../../../support/build.ts';
import { keepingBus } from '../../../support/keeping-bus.ts';
import { MemoryStore } from '../../../support/memory-store.ts';
import { POLICIES } from '../../../support/policies.ts';
import { LATER, QUIET, SETTINGS } from '../../../support/settings.ts';

const FILES: Readonly<Record<string, string>> = {
  'started.json': started(),
  'finished.json': finished(),
  'prowjob.json': prowjob(),
  'build-log.txt': 'VpcLimitExceeded\n',
  'artifacts/junit_01.xml': junit('a'),
};

/** Returns policies of which one is a defect: each use of it but that of its version throws. */
function defective(name: keyof Policies): Policies {
  const policy = new Proxy(POLICIES[name], {
    get: (target, property) => {
      if (property === 'version') return target.version;
      throw new TypeError(`no property ${String(property)}`);
    },
  });
  return { ...POLICIES, [name]: policy };
}

async function ledgerOf(file: string, policies: Policies) {
  const store = new MemoryStore();
  for (const [name, body] of Object.entries(FILES)) store.put(BUILD_PATH + name, body);
  const messages: Uint8Array[] = [];
  const settings = { ...SETTINGS, policies };
  const ports = { store, bus: keepingBus(messages), clock: LATER, logger: QUIET, settings };
  await collectObject({ bucket: store.bucket, name: BUILD_PATH + file }, ports);
  const rows = messages
    .map((data) => decodeMessage(data))
    .flatMap(({ table, rows }) => (table === 'ingested_objects' ? rows : []));
  return rows.filter((row) => 'object_name' in row && row.object_name === BUILD_PATH + file);
}

describe('an object whose reader throws each time', () => {
  test.each([
    ['build-log.txt', 'symptoms'],
    ['finished.json', 'dimensions'],
  ] as const)('is rejected in the ledger: %s by a defect of %s', async (file, policy) => {
    expect(await ledgerOf(file, POLICIES)).toMatchObject([{ outcome: 'parsed' }]);
    expect(await ledgerOf(file, defective(policy))).toMatchObject([
      {
        outcome: 'rejected',
        reason: expect.stringMatching(/^the reader failed, .*: TypeError: no property/),
      },
    ]);
  });
});

test.each<readonly [error: unknown, isFault: boolean]>([
  [new TypeError('x is not a function'), true],
  [new RangeError('Maximum call stack size exceeded'), true],
  [new RangeError('Array buffer allocation failed'), false],
  [new StoreUnavailableError('status 503'), false],
  [new Error('anything else'), false],
  ['a text', false],
  [null, false],
])('%s is a fault of a reader: %s', (error, isFault) => {
  expect(readerFault(error) !== undefined).toBe(isFault);
});
