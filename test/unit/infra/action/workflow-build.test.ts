import { describe, expect, test } from 'vitest';
import { parseInputs } from '../../../../infra/action/inputs.ts';
import { summaryText } from '../../../../infra/action/summary-text.ts';
import { workflowBuild, type WorkflowJob } from '../../../../infra/action/workflow-build.ts';
import { UsageError } from '../../../../shared/errors.ts';

const VARIABLES = {
  GITHUB_REPOSITORY: 'my-org/my.repo',
  GITHUB_WORKFLOW: 'Unit tests (all)',
  GITHUB_JOB: 'test',
  GITHUB_RUN_ID: '1234',
  GITHUB_RUN_ATTEMPT: '2',
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_EVENT_NAME: 'push',
  GITHUB_REF_NAME: 'main',
  GITHUB_SHA: 'abc',
};

const JOB: WorkflowJob = {
  name: '',
  status: 'failure',
  startedAt: 1_763_683_200_999,
  finishedAt: 1_763_683_260_000,
  event: {},
};

const PULL = {
  pull_request: { number: 7, head: { sha: 'head' }, base: { sha: 'base', ref: 'main' } },
};

describe('the build of a job', () => {
  test('of a push has its branch and commit, and the status of the job', () => {
    expect(workflowBuild(VARIABLES, JOB)).toEqual({
      bucket: 'github-my-org-my.repo',
      path: 'logs/Unit-tests-all-test/123402/',
      files: {
        'started.json': { timestamp: 1_763_683_200 },
        'finished.json': { timestamp: 1_763_683_260, passed: false, result: 'FAILURE' },
        'prowjob.json': {
          spec: {
            type: 'postsubmit',
            job: 'Unit-tests-all-test',
            agent: 'github-actions',
            refs: { org: 'my-org', repo: 'my.repo', base_ref: 'main', base_sha: 'abc' },
          },
          status: {
            state: 'failure',
            startTime: '2025-11-21T00:00:00.999Z',
            completionTime: '2025-11-21T00:01:00.000Z',
            url: 'https://github.com/my-org/my.repo/actions/runs/1234',
          },
        },
      },
    });
  });

  test('of a pull request is in the folder of the pull request', () => {
    const variables = { ...VARIABLES, GITHUB_EVENT_NAME: 'pull_request' };
    const { path, files } = workflowBuild(variables, { ...JOB, name: 'a/../b', event: PULL });
    expect(path).toBe('pr-logs/pull/my-org_my.repo/7/a-..-b/123402/');
    expect(files['prowjob.json']).toMatchObject({
      spec: {
        type: 'presubmit',
        refs: { base_ref: 'main', base_sha: 'base', pulls: [{ number: 7, sha: 'head' }] },
      },
    });
  });

  test.each([
    ['..', '-'],
    ['unit (ubuntu, 24)', 'unit-ubuntu-24-'],
    ['e2e--a', 'e2e--a'],
  ])('has the name %s as a folder of its own', (name, folder) => {
    expect(workflowBuild(VARIABLES, { ...JOB, name }).path).toBe(`logs/${folder}/123402/`);
  });

  test.each(Object.keys(VARIABLES))('is an error without %s', (name) => {
    expect(() => workflowBuild({ ...VARIABLES, [name]: undefined }, JOB)).toThrow(
      name === 'GITHUB_EVENT_NAME' ? `variable ${name} is not set` : name,
    );
  });
});

describe('the inputs', () => {
  const variables = { CI_SIGNAL_STATUS: 'success', CI_SIGNAL_SUMMARY: 'true' };

  test('have an argument in each line, with its spaces and quotes', () => {
    const written = '  --board\n a "b" $(c) \n\n';
    expect(parseInputs({ ...variables, CI_SIGNAL_ARGUMENTS: written })).toMatchObject({
      arguments: ['--board', 'a "b" $(c)'],
      results: [],
      status: 'success',
      hasSummary: true,
    });
  });

  test.each([{ CI_SIGNAL_STATUS: 'skipped' }, { CI_SIGNAL_SUMMARY: 'yes' }])(
    'are refused: %j',
    (wrong) => {
      expect(() => parseInputs({ ...variables, ...wrong })).toThrow(UsageError);
    },
  );
});

describe('a summary', () => {
  test('is Markdown as it is', () => {
    expect(summaryText('# Report\n', true)).toBe('# Report\n\n');
  });

  test('of a table is fenced, whatever backticks it has', () => {
    expect(summaryText('a ```` b\n', false)).toBe('`````\na ```` b\n`````\n');
  });

  test('is cut off before GitHub refuses it', () => {
    expect(Buffer.byteLength(summaryText('😀'.repeat(1_000_000), false))).toBeLessThan(2 ** 20);
  });
});
