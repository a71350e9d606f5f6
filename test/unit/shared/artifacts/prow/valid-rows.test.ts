import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import type { BuildFileKind } from '../../../../../shared/artifacts/prow/records.ts';
import { BUILD_FILES } from '../../../../../shared/artifacts/prow/build-file-names.ts';
import { decodeMessage } from '../../../../../shared/messages/message.ts';
import { MessageBuilder } from '../../../../../shared/messages/message-builder.ts';
import type { BuildsRow } from '../../../../../shared/schema/tables.ts';
import { rowOf, type Documents } from '../../../../support/row-of-documents.ts';
import { budget } from '../../../../support/budget.ts';

/** Returns the row as load receives it. */
function sent(row: BuildsRow): unknown {
  const builder = new MessageBuilder('builds', {});
  builder.add(row);
  return decodeMessage(builder.take() ?? Buffer.alloc(0)).rows[0];
}

const odd = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom('', '12', '10:00', 'T', '+012345-01-01T00:00:00Z', '2026-11-20T10:00:00Z'),
  fc.constantFrom(-1, 0, 1.5, 1e17, 1e300, 1763683200, 1763683200000, '1763683200'),
);
const refs = fc.record(
  {
    org: odd,
    repo: odd,
    base_ref: odd,
    base_sha: odd,
    pulls: fc.array(fc.record({ number: odd, sha: odd })),
  },
  { requiredKeys: [] },
);
const optional = { requiredKeys: [] };
const named = fc.record({ name: odd, secretName: odd, audience: odd }, optional);
const volume = fc.record(
  { secret: named, csi: odd, projected: fc.record({ sources: fc.array(named) }, optional) },
  optional,
);
const variable = fc.record(
  { name: odd, value: odd, valueFrom: fc.record({ secretKeyRef: fc.oneof(named, odd) }) },
  optional,
);
const pod = fc.record(
  {
    serviceAccountName: odd,
    volumes: fc.oneof(fc.array(volume), odd),
    containers: fc.array(fc.record({ env: fc.array(variable), envFrom: odd }, optional)),
  },
  optional,
);
const document: Readonly<Record<BuildFileKind, fc.Arbitrary<unknown>>> = {
  started: fc.record(
    { timestamp: odd, node: odd, pull: odd, repos: odd, 'repo-commit': odd, metadata: odd },
    optional,
  ),
  finished: fc.record({ timestamp: odd, passed: odd, result: odd, metadata: odd }, optional),
  prowjob: fc.record({
    metadata: fc.record({ labels: odd, annotations: odd }, optional),
    spec: fc.record(
      { type: odd, cluster: odd, refs, extra_refs: fc.array(refs), pod_spec: pod },
      optional,
    ),
    status: fc.record(
      { state: odd, startTime: odd, pendingTime: odd, completionTime: odd, pod_revival_count: odd },
      optional,
    ),
  }),
  podinfo: fc.record({
    pod: fc.record({ status: fc.record({ phase: odd, reason: odd }) }),
    events: fc.array(fc.record({ type: fc.constant('Warning'), lastTimestamp: odd, count: odd })),
  }),
  clone_records: fc.array(
    fc.record({ refs, final_sha: odd, failed: odd, duration: odd }, optional),
  ),
};

test('load accepts the row of a build with any content of its files', async () => {
  const documents = fc.record(
    Object.fromEntries(BUILD_FILES.map((kind) => [kind, document[kind]])),
    optional,
  );
  await fc.assert(
    fc.asyncProperty(documents, async (given: Documents) => {
      const row = await rowOf(given);
      expect(sent(row)).toEqual(JSON.parse(JSON.stringify(row)));
    }),
    { numRuns: budget(300) },
  );
});

describe('load accepts the row of a build whose', () => {
  test.each(['17', '9007199254740993', '99999999999999999999'])(
    'pull request has the number %s',
    async (pull) => {
      const row = await rowOf({}, `pr-logs/pull/kops/${pull}/job/5/`);
      expect(sent(row)).toMatchObject({ job: 'job', build_id: '5' });
    },
  );
});

describe('inputs are exact, or NULL', () => {
  const of = (parts: object) => ({ spec: { refs: { org: 'kubernetes', repo: 'kops', ...parts } } });
  test.each<{ what: string; documents: Documents; inputs: string | null }>([
    {
      what: 'a ProwJob of a pull request',
      documents: { prowjob: of({ base_sha: 'a', pulls: [{ number: 17, sha: 'b' }] }) },
      inputs: 'kubernetes/kops@a +17@b',
    },
    {
      what: 'a pull request without its commit',
      documents: { prowjob: of({ base_sha: 'a', pulls: [{ number: 17 }] }) },
      inputs: null,
    },
    {
      what: 'a pull request without its commit in started.json',
      documents: { started: { repos: { 'kubernetes/kops': 'master:a,17' } } },
      inputs: null,
    },
    {
      what: 'a branch without a commit',
      documents: { prowjob: of({ base_ref: 'master' }) },
      inputs: null,
    },
    {
      what: 'the commit that was checked out',
      documents: { clone_records: [{ refs: { org: 'o', repo: 'r' }, final_sha: 'c' }] },
      inputs: 'o/r@c',
    },
    {
      what: 'a commit of an unknown repository',
      documents: { started: { 'repo-commit': 'c' } },
      inputs: null,
    },
  ])('$what', async ({ documents, inputs }) => {
    expect(await rowOf(documents)).toHaveProperty('inputs', inputs);
  });
});
