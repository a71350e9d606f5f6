import { describe, expect, test } from '@jest/globals';
import { ARTIFACT_NAMES, KIND_NAMES } from '../../../../shared/artifacts/names.ts';
import { ARTIFACT_KINDS, parserVersionOf } from '../../../../shared/artifacts/registry.ts';
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

test('every raw table except the ledger gets rows from a kind of artifact', () => {
  const streamed = KIND_NAMES.map((kind) => ARTIFACT_KINDS[kind])
    .filter((definition) => definition.family === 'streamed')
    .map(({ table }) => table);
  expect(new Set(['builds', 'ingested_objects', ...streamed])).toEqual(new Set(TABLE_NAMES));
});

describe('the version of a reader', () => {
  test('is the same for all readers', () => {
    expect(parserVersionOf('junit', POLICIES)).toBe(PARSER_VERSION);
    expect(parserVersionOf('finished', POLICIES)).toBe(PARSER_VERSION);
  });

  test('of logs also includes the version of the symptom policy', () => {
    const { version } = POLICIES.symptoms;
    expect(parserVersionOf('build_log', POLICIES)).toBe(PARSER_VERSION * 1000 + version);
    const newer = { ...POLICIES, symptoms: { ...POLICIES.symptoms, version: version + 1 } };
    expect(parserVersionOf('build_log', newer)).toBe(PARSER_VERSION * 1000 + version + 1);
  });
});
