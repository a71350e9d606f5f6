import { describe, expect, test } from 'vitest';
import { ARTIFACT_NAMES, KIND_NAMES } from '../../../../shared/artifacts/names.ts';
import { ARTIFACT_KINDS, parserVersionOf } from '../../../../shared/artifacts/registry.ts';
import { BUILD_FILE_KINDS } from '../../../../shared/artifacts/prow/kind.ts';
import type { BuildFileKind } from '../../../../shared/artifacts/prow/records.ts';
import { PARSER_VERSION } from '../../../../shared/domain/identity.ts';
import { TABLE_NAMES } from '../../../../shared/schema/tables.ts';
import { POLICIES } from '../../../support/policies.ts';

describe('each kind of artifact', () => {
  test.each(KIND_NAMES)('%s has name endings for a cheap test', (kind) => {
    const { endings } = ARTIFACT_NAMES[kind];
    expect(endings.length).toBeGreaterThan(0);
    expect(endings.every((ending) => /^[./]/.test(ending))).toBe(true);
  });
});

test('every raw table except the ledger and the dead letters gets rows from a kind of artifact', () => {
  const streamed = KIND_NAMES.map((kind) => ARTIFACT_KINDS[kind])
    .filter((definition) => definition.family === 'streamed')
    .map(({ table }) => table);
  expect(new Set(['builds', 'ingested_objects', 'dead_letters', ...streamed])).toEqual(
    new Set(TABLE_NAMES),
  );
});

describe('the version of a reader', () => {
  test('of every kind depends on the policy of secrets, as all have texts', () => {
    const without = KIND_NAMES.filter(
      (kind) => !ARTIFACT_KINDS[kind].policies.some((policy) => policy === 'secrets'),
    );
    expect(without).toEqual([]);
  });

  test.each(
    KIND_NAMES.flatMap((kind) => ARTIFACT_KINDS[kind].policies.map((policy) => ({ kind, policy }))),
  )('of $kind grows with the version of $policy', ({ kind, policy }) => {
    const { version } = POLICIES[policy];
    const newer = { ...POLICIES, [policy]: { ...POLICIES[policy], version: version + 1 } };
    expect(parserVersionOf(kind, POLICIES)).toBeGreaterThan(PARSER_VERSION * 1000);
    expect(parserVersionOf(kind, newer)).toBe(parserVersionOf(kind, POLICIES) + 1);
  });

  test('of a newer reader is greater than that of any policies', () => {
    const most = KIND_NAMES.map((kind) => ARTIFACT_KINDS[kind].policies.length * 333);
    expect(Math.max(...most)).toBeLessThan(1000);
  });

  test('is the same for all files of a build, which become one row', () => {
    const versions = Object.keys(BUILD_FILE_KINDS).map((kind) =>
      parserVersionOf(kind as BuildFileKind, POLICIES),
    );
    expect(new Set(versions).size).toBe(1);
  });

  test('depends on every policy that influences rows', () => {
    const named = KIND_NAMES.flatMap((kind) => ARTIFACT_KINDS[kind].policies);
    expect(new Set(named)).toEqual(new Set(Object.keys(POLICIES)));
  });
});
