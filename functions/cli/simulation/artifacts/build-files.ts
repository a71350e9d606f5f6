import type { BuildOutcome } from '../../../../shared/domain/outcome.ts';
import type { Build } from '../builds/build.ts';
import { BUILD_PARAMETERS, type OtherFileEntry } from '../catalog/builds.ts';
import { SUITE } from '../catalog/tests.ts';
import type { NumberedRun } from '../history/run.ts';
import { type World, randomOf } from '../world.ts';
import { buildLog } from './build-log.ts';
import { cloneRecordsJson } from './checkout.ts';
import { delayAndCompress, writeReport } from './damage.ts';
import { firstReport, secondReport } from './ginkgo-report.ts';
import type { JUnitReport } from './junit.ts';
import { otherFiles } from './other-files.ts';
import { buildPath, pointerObjects } from './paths.ts';
import { podinfoJson } from './podinfo.ts';
import { type ProwJobState, prowjobJson } from './prowjob.ts';
import { RUNNER_SUITE, runnerReport } from './runner-report.ts';
import {
  type FinishedFile,
  abortedJson,
  crierFinishedJson,
  finishedJson,
  startedJson,
  erroredJson,
} from './started-finished.ts';
import { kubernetesTime } from './time-formats.ts';
import type { Upload } from './upload.ts';

/**
 * Everything that a build uploads before the simulated time is over, in the order in which it arrives. So a build
 * that is not at its end by then has no end.
 */
export function buildUploads(world: World, build: Build<NumberedRun>): readonly Upload[] {
  return [...prowUploads(world, build), ...artifactUploads(world, build)]
    .map((upload) => delayAndCompress(world, build.run, upload))
    .filter(({ at }) => at < world.window.end)
    .sort((a, b) => a.at - b.at);
}

const SECOND = 1000;

/** What Prow itself writes into the folder of a build, every version of it. */
export function prowUploads(world: World, build: Build<NumberedRun>): readonly Upload[] {
  const { times, run } = build;
  const folder = buildPath(run);
  return [
    prowjob(build, 'triggered', times.triggered + SECOND),
    prowjob(build, 'pending', times.pending + 2 * SECOND),
    { kind: 'started', name: `${folder}started.json`, at: times.started, body: startedJson(build) },
    {
      kind: 'clone_records',
      name: `${folder}clone-records.json`,
      at: times.started + SECOND,
      body: cloneRecordsJson(world, build),
    },
    ...finishedUploads(world, build),
    prowjob(build, finalState(build), times.completed + 3 * SECOND),
    {
      kind: 'podinfo',
      name: `${folder}podinfo.json`,
      at: times.completed + 4 * SECOND,
      body: podinfoJson(build),
    },
  ];
}

const OUTCOME_OF_STATE: Readonly<Record<ProwJobState, BuildOutcome>> = {
  triggered: 'running',
  pending: 'running',
  success: 'passed',
  failure: 'failed',
  aborted: 'aborted',
  error: 'errored',
};

function prowjob(build: Build<NumberedRun>, state: ProwJobState, at: number): Upload {
  return {
    kind: 'prowjob',
    name: `${buildPath(build.run)}prowjob.json`,
    at,
    body: prowjobJson(build, state),
    outcome: OUTCOME_OF_STATE[state],
  };
}

function finalState({ ending, isPassed }: Build): ProwJobState {
  if (isPassed) return 'success';
  if (ending.kind === 'aborted') return 'aborted';
  const isError =
    ending.kind === 'died' && ['no_finished', 'no_passed'].includes(ending.eviction ?? '');
  return isError ? 'error' : 'failure';
}

function finishedUploads(world: World, build: Build<NumberedRun>): readonly Upload[] {
  const { ending, times, run } = build;
  const random = randomOf(world, 'finished', run);
  const at = times.finished + Math.round(random.between(BUILD_PARAMETERS.seconds.upload) * SECOND);
  const upload = ({ body, outcome }: FinishedFile, when: number): Upload => ({
    kind: 'finished',
    name: `${buildPath(run)}finished.json`,
    at: when,
    body,
    outcome,
  });
  if (ending.kind === 'aborted') return [upload(abortedJson(times.finished), at)];
  if (ending.kind === 'died' && ending.eviction !== undefined) {
    if (ending.eviction === 'no_finished') return [];
    return ending.eviction === 'no_passed'
      ? [upload(erroredJson(times.finished), at)]
      : [upload(crierFinishedJson(times.completed), times.completed + 2 * SECOND)];
  }
  const early = ending.kind === 'tested' && ending.isAbortedFirst;
  const again = random.chance(BUILD_PARAMETERS.finished_rewritten_share);
  return [
    ...(early ? [upload(abortedJson(times.up), times.up)] : []),
    upload(finishedJson(build), at),
    ...(again ? [upload(finishedJson(build), at + 90 * SECOND)] : []),
  ];
}

/** What the build itself leaves behind, beside what Prow writes. */
export function artifactUploads(world: World, build: Build<NumberedRun>): readonly Upload[] {
  const { ending, times } = build;
  const cloneLog = irrelevant(world, build, { after: 'clone', at: times.started });
  const isEvicted = ending.kind === 'died' && ending.reason === 'eviction';
  // Whoever is evicted uploads nothing more.
  if (isEvicted) return cloneLog;
  const end = times.finished + 2 * SECOND;
  if (ending.kind === 'died' && ending.reason === 'clone_failure') {
    return [...cloneLog, log(world, build, end)];
  }
  const hasCluster = ending.kind === 'tested' || ending.kind === 'up_failed';
  return [
    ...cloneLog,
    ...pointerObjects(build.run).map((pointer) => ({ ...pointer, at: times.finished + SECOND })),
    ...(hasCluster ? irrelevant(world, build, { after: 'up', at: end }) : []),
    ...(ending.kind === 'tested' ? irrelevant(world, build, { after: 'test', at: end }) : []),
    ...reports(world, build, end),
    log(world, build, end + SECOND),
    ...irrelevant(world, build, { after: 'end', at: end + SECOND }),
  ];
}

function irrelevant(
  world: World,
  build: Build<NumberedRun>,
  { after, at }: { after: OtherFileEntry['after']; at: number },
): readonly Upload[] {
  const folder = buildPath(build.run);
  return otherFiles(world, build, after).map(({ name, body }) => ({
    kind: 'irrelevant',
    name: folder + name,
    at,
    body,
  }));
}

function log(world: World, build: Build<NumberedRun>, at: number): Upload {
  const name = `${buildPath(build.run)}build-log.txt`;
  return { kind: 'build_log', name, at, body: buildLog(world, build) };
}

function reports(world: World, build: Build<NumberedRun>, at: number): readonly Upload[] {
  const { ending, cases, run, times } = build;
  if (ending.kind !== 'tested' && ending.kind !== 'up_failed') return [];
  const upload = (file: string, suite: string, report: JUnitReport): Upload => ({
    kind: 'junit',
    name: `${buildPath(run)}artifacts/${file}`,
    at,
    ...writeReport(report, suite, randomOf(world, `truncated-${file}`, run)),
  });
  const runner = upload('junit_runner.xml', RUNNER_SUITE, runnerReport(build));
  if (ending.kind === 'up_failed') return [runner];
  const timestamp = kubernetesTime(times.up);
  const hasSecond = run.job.retries === 'second_report';
  const second = hasSecond ? secondReport(cases, timestamp) : undefined;
  return [
    runner,
    upload('junit_01.xml', SUITE.suite, firstReport(cases, hasSecond, timestamp)),
    ...(second === undefined ? [] : [upload('junit_02.xml', SUITE.suite, second)]),
  ];
}
