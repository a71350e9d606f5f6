import { describe, expect, test } from 'vitest';
import { readLog } from '../../../../../shared/artifacts/build-log/read-log.ts';
import type { FindingRecord } from '../../../../../shared/artifacts/build-log/records.ts';
import { POLICIES } from '../../../../support/policies.ts';
import {
  CREATE_LINES,
  DELETION_FAILED,
  DOWN_LINES,
  EXECUTE_LINES,
  FAILED_LINES,
  INIT_LINES,
  INTERRUPTED,
  PASSED_LINES,
  STARTING_LINES,
  SUITE_LINES,
  UP_LINES,
  VALIDATION_FAILED,
  failedTask,
} from './log-parts.ts';

async function symptomsOf(lines: readonly string[]): Promise<readonly FindingRecord[]> {
  async function* bytes(): AsyncGenerator<Uint8Array> {
    yield await Promise.resolve(Buffer.from(lines.join('\n')));
  }
  const symptoms: FindingRecord[] = [];
  for await (const batch of readLog(bytes(), { policies: POLICIES, buildDate: '2026-11-20' })) {
    for (const record of batch)
      if (record.kind === 'finding' && record.finding_kind === 'symptom') symptoms.push(record);
  }
  return symptoms;
}

describe('the decisive symptom of a log', () => {
  test.each<[string, readonly string[], string]>([
    [
      'no lease',
      [
        ...INIT_LINES,
        'Error: init failed to get project from boskos: boskos had no gce-project available',
      ],
      'boskos_nothing_free in up',
    ],
    [
      'an unknown type of lease',
      [
        ...INIT_LINES,
        'Error: init failed to get project from boskos: failed to get a "x" from boskos: resource type not found',
      ],
      'boskos_type_unknown in up',
    ],
    [
      'a quota',
      failedTask(
        'error creating ElasticIP: operation error EC2: AllocateAddress, https response error StatusCode: 400, api error AddressLimitExceeded: no more',
      ),
      'aws_quota in up',
    ],
    [
      'throttling, which is no quota',
      failedTask('api error RequestLimitExceeded: slow down'),
      'api_throttled in up',
    ],
    [
      'an image that is gone',
      [
        ...CREATE_LINES,
        'Error: spec.image: Invalid value: "x": specified image "x" is invalid: could not find Image for "x"',
      ],
      'image_missing in up',
    ],
    [
      'a marker that is gone',
      [
        ...INIT_LINES,
        'Error: init failed to check up flags: https://example.com/latest.txt returned 404',
      ],
      'marker_missing in up',
    ],
    ['an unknown flag', [...CREATE_LINES, 'Error: unknown flag: --networkin'], 'bad_flag in up'],
    [
      'an API that never answers',
      [
        ...STARTING_LINES,
        'W1120 10:09:05.123456    1412 validate_cluster.go:197] (will retry): unexpected error during validation: error listing nodes: dial tcp 203.0.113.9:443: i/o timeout',
        VALIDATION_FAILED,
        ...DOWN_LINES,
      ],
      'api_unreachable in up',
    ],
    [
      'machines that never join',
      [...STARTING_LINES, VALIDATION_FAILED, ...DOWN_LINES],
      'machine_not_joined in up',
    ],
    [
      'nodes that are never ready, after other trouble',
      [
        ...STARTING_LINES,
        'VALIDATION ERRORS',
        'Node\ti-1\tnode "i-1" of role "node" is not ready',
        'Pod\tkube-system/c-1\tsystem-node-critical pod "c-1" is pending',
        VALIDATION_FAILED,
        ...DOWN_LINES,
      ],
      'node_not_ready in up',
    ],
    [
      'failed tests, whatever they print, and a failed deletion',
      [...FAILED_LINES, ...DOWN_LINES, DELETION_FAILED],
      'tests_failed in test',
    ],
    [
      'a failed deletion after passed tests',
      [...PASSED_LINES, ...DOWN_LINES, DELETION_FAILED],
      'resources_left_behind in down',
    ],
    [
      'a marker that may not be written after the tests',
      [
        ...PASSED_LINES,
        'ERROR: (gcloud.storage.cp) [a@b] does not have permission to access b instance [x]',
        ...DOWN_LINES,
      ],
      'permission_denied in test',
    ],
    [
      'an interrupt, whatever comes after it',
      [...EXECUTE_LINES, INTERRUPTED, 'Error: api error VpcLimitExceeded: no more'],
      'interrupted in up',
    ],
    [
      'an interrupt of a build whose clean-up passes',
      [...EXECUTE_LINES, INTERRUPTED, ...DOWN_LINES, '+ EXIT_VALUE=0'],
      'interrupted in up',
    ],
    [
      'an upgrade that gets stuck',
      [
        ...UP_LINES,
        '+ kops reconcile cluster --yes',
        'E1120 10:35:06.123456    1412 instancegroups.go:535] Cluster did not validate within 15m0s',
        '+ kops-finish',
        ...DOWN_LINES,
      ],
      'upgrade_stuck in test',
    ],
    [
      'a panic of kOps',
      [...EXECUTE_LINES, 'panic: runtime error: index out of range'],
      'kops_panic in up',
    ],
    [
      'a unit test that panics',
      ['=== RUN   TestA', 'panic: nil map', 'FAIL\tk8s.io/kops/a\t0.1s'],
      'go_panic in test',
    ],
    [
      'an earlier test that fails',
      [
        '=== RUN   TestA',
        '--- FAIL: TestA (0.00s)',
        'FAIL\ta\t0.1s',
        '=== RUN   TestB',
        '--- PASS: TestB (0.00s)',
        'ok  \tb\t0.1s',
      ],
      'tests_failed in test',
    ],
    [
      'code that does not compile',
      [
        '+ make gcs-publish-ci',
        'cmd/kops/main.go:12:2: undefined: x',
        'make: *** [Makefile:1: kops] Error 1',
      ],
      'compile_error in build',
    ],
    [
      'a clone that breaks',
      [
        '# FAILED',
        '# Cloning kubernetes/kops at master',
        'fatal: early EOF',
        '# Error: exit status 128',
      ],
      'sources_not_fetched in clone',
    ],
    [
      'a registry that limits',
      ["Error response from daemon: toomanyrequests: Quota exceeded for quota metric 'Requests'"],
      'registry_limit in null',
    ],
  ])('%s', async (_, lines, expected) => {
    const decisive = (await symptomsOf([...lines, 'Error: exit status 1'])).filter(
      ({ is_decisive }) => is_decisive,
    );
    expect(decisive.map(({ finding, phase }) => `${finding} in ${phase}`)).toEqual([expected]);
  });

  test.each<[string, readonly string[]]>([
    ['a build that passed', [...PASSED_LINES, ...DOWN_LINES, '+ EXIT_VALUE=0']],
    [
      'a build that passed at the second attempt',
      [...failedTask('api error VpcLimitExceeded: x'), '+ EXIT_VALUE=0'],
    ],
    [
      'passed tests that speak of trouble',
      [
        '=== RUN   TestA',
        'connect: connection refused',
        'panic: expected',
        '--- PASS: TestA (0.00s)',
        'ok  \ta\t0.1s',
      ],
    ],
    ['a suite that is not over', SUITE_LINES],
    [
      'an unknown failure before a failed deletion',
      [
        ...UP_LINES,
        'F1120 10:38:01.123456    1412 ginkgo.go:259] broken',
        ...DOWN_LINES,
        DELETION_FAILED,
      ],
    ],
  ])('there is none in %s', async (_, lines) => {
    expect(await symptomsOf(lines)).toEqual([]);
  });
});

test('what was overcome is not counted', async () => {
  const lines = [
    ...failedTask('api error VpcLimitExceeded: x'),
    ...SUITE_LINES,
    'Error: api error VpcLimitExceeded: y',
  ];
  const [symptom] = await symptomsOf([
    ...lines,
    ...EXECUTE_LINES,
    'Error: api error VpcLimitExceeded: z',
  ]);
  expect(symptom).toMatchObject({
    finding: 'aws_quota',
    occurrences: 1,
    line: 'Error: api error VpcLimitExceeded: z',
  });
});
