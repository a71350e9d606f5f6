import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { readBuildFile } from '../../../../../shared/artifacts/prow/read-build-file.ts';
import { BUILD_FILES } from '../../../../../shared/artifacts/prow/build-file-names.ts';
import type {
  BuildFileKind,
  BuildFileRecord,
} from '../../../../../shared/artifacts/prow/records.ts';
import { UnreadableArtifactError } from '../../../../../shared/errors.ts';
import { budget } from '../../../../support/budget.ts';
import { inPieces } from '../../../../support/bytes.ts';
import { textEdits, withTextEdits } from '../../../../support/edits.ts';
import { POLICIES } from '../../../../support/policies.ts';
import { comparedFields } from './prow-readings.ts';

/** Reads a file; `undefined` if it is rejected. */
async function recordOf(kind: BuildFileKind, body: string): Promise<BuildFileRecord | undefined> {
  try {
    return await readBuildFile(kind, inPieces(body, 100), POLICIES);
  } catch (error) {
    if (error instanceof UnreadableArtifactError) return undefined;
    throw error;
  }
}

const word = fc.constantFrom('kops', 'a b', 'é', '12', 'https://prow.k8s.io/view/1', '<x>');
const sha = fc.constantFrom('0a1b2c', 'f'.repeat(40));
const seconds = fc.integer({ min: 1_500_000_000, max: 2_000_000_000 });
const time = seconds.map((second) => new Date(second * 1000).toISOString().replace('.000Z', 'Z'));
const optional = { requiredKeys: [] };
const map = fc.dictionary(word, word, { noNullPrototype: true });
const refs = fc.record(
  {
    org: word,
    repo: word,
    base_ref: word,
    base_sha: sha,
    pulls: fc.array(fc.record({ number: fc.nat(), author: word, sha, title: word })),
  },
  optional,
);

/** Documents with the fields of Prow, each of which may be absent. */
const DOCUMENTS: Readonly<Record<BuildFileKind, fc.Arbitrary<unknown>>> = {
  started: fc.record(
    {
      timestamp: seconds,
      node: word,
      pull: word,
      repos: map,
      'repo-commit': sha,
      'repo-version': word,
      'job-version': word,
    },
    optional,
  ),
  finished: fc.record(
    {
      timestamp: seconds,
      passed: fc.boolean(),
      result: fc.constantFrom('SUCCESS', 'FAILURE', 'ABORTED'),
      revision: sha,
      'job-version': word,
    },
    optional,
  ),
  prowjob: fc.record({
    metadata: fc.record({ name: word, labels: map }, optional),
    spec: fc.record(
      { type: word, agent: word, cluster: word, job: word, context: word, refs },
      optional,
    ),
    status: fc.record(
      {
        state: word,
        description: word,
        startTime: time,
        pendingTime: time,
        completionTime: time,
        url: word,
        pod_name: word,
        build_id: word,
        pod_revival_count: fc.nat(9),
      },
      optional,
    ),
  }),
  podinfo: fc.record({
    pod: fc.record(
      {
        metadata: fc.record({ name: word }),
        spec: fc.record({ nodeName: word }),
        status: fc.record({ phase: word, message: word, reason: word }, optional),
      },
      optional,
    ),
    events: fc.array(fc.record({ type: fc.constantFrom('Warning', 'Normal'), reason: word })),
  }),
  clone_records: fc.array(
    fc.record(
      {
        refs,
        final_sha: sha,
        failed: fc.boolean(),
        duration: fc.nat(1e12),
        commands: fc.constant([]),
      },
      optional,
    ),
    { maxLength: 3 },
  ),
};

/** Warnings about documents of the right types: `finished.json` without a result, or with two that differ. */
const EXPECTED = /^neither timestamp|^passed and result/;

const ADDED = ['{', '}', '[', ']', ',', ':', '"', '\\', '0', '9', '-', '.', 'x', 'null', ' ', '\n'];

describe.each(BUILD_FILES)('a file of the kind %s', (kind) => {
  const file = fc
    .tuple(DOCUMENTS[kind], fc.constantFrom(undefined, 2))
    .map(([document, indent]) => JSON.stringify(document, undefined, indent));

  function checkFields(text: string, record: BuildFileRecord): void {
    const fields = comparedFields(kind, JSON.parse(text), record);
    const actual = fields.map(({ field, actual: value }) => [field, value]);
    expect(actual).toEqual(fields.map(({ field, expected }) => [field, expected]));
  }

  test('is read as by JSON.parse', async () => {
    await fc.assert(
      fc.asyncProperty(file, async (text) => {
        const record = await recordOf(kind, text);
        if (record === undefined) throw new Error('rejected');
        checkFields(text, record);
        expect(record.warnings.filter((warning) => !EXPECTED.test(warning))).toEqual([]);
      }),
      { numRuns: budget(400), seed: 1 },
    );
  });

  test('that is damaged is rejected if it is no JSON, and else read as by JSON.parse', async () => {
    await fc.assert(
      fc.asyncProperty(file, textEdits(ADDED), async (text, edits) => {
        const damaged = withTextEdits(text, edits);
        const record = await recordOf(kind, damaged);
        if (record === undefined) expect(isOfKind(damaged)).toBe(false);
        else checkFields(damaged, record);
      }),
      { numRuns: budget(1500), seed: 2 },
    );
  });

  /** Returns whether a text is JSON of the type that the kind of file has, with the members without which it is another file. */
  function isOfKind(text: string): boolean {
    let document: unknown;
    try {
      document = JSON.parse(text);
    } catch {
      return false;
    }
    if (kind === 'clone_records') return Array.isArray(document);
    if (typeof document !== 'object' || document === null || Array.isArray(document)) return false;
    const members = Object.entries(document).flatMap(([name, value]) =>
      value === null ? [] : [name],
    );
    if (kind === 'prowjob') return members.includes('spec') || members.includes('status');
    return kind !== 'podinfo' || members.includes('pod') || members.includes('events');
  }
});
