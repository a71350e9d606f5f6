import type { NumberedBuild } from '../builds/build.ts';
import type { OtherFileEntry } from '../catalog/builds.ts';
import { SUITE } from '../catalog/tests.ts';
import { randomOf, type World } from '../world.ts';
import { buildLog, isKilledInKubetest } from './build-log.ts';
import { coverageFiles } from './coverage-reports.ts';
import { delayAndCompress, truncateReport } from './damage.ts';
import { firstReport, secondReport } from './ginkgo-report.ts';
import type { JUnitReport } from './junit.ts';
import { otherFiles } from './other-files.ts';
import { buildPath, pointerObjects } from './paths.ts';
import { prowFiles } from './prow-files.ts';
import { isUpFailed, RUNNER_SUITE, runnerReport } from './runner-report.ts';
import { kubernetesTime } from './time-formats.ts';
import type { SimulatedFile, Upload } from './upload.ts';

const SECOND = 1000;
/** Name of kubetest2's own report. */
const RUNNER_NAME = 'junit_runner.xml';

/**
 * Returns everything that a build uploads before the end of the window, ordered by time. A build that still runs at the
 * end of the window has no `finished.json`.
 */
export function buildUploads(world: World, build: NumberedBuild): readonly Upload[] {
  const folder = buildPath(build.run);
  const files = [...prowFiles(world, build), ...jobFiles(world, build)]
    .map((file) => delayAndCompress(world, build.run, file))
    .map(({ file, ...content }): Upload => ({ ...content, name: folder + file }));
  return [...files, ...pointerUploads(build)]
    .filter(({ at }) => at < world.window.end)
    .sort((a, b) => a.at - b.at);
}

/** Returns the files that the job itself leaves, beside those of Prow. */
function jobFiles(world: World, build: NumberedBuild): readonly SimulatedFile[] {
  const { ending, times } = build;
  const cloneLog = irrelevantFiles(world, build, { after: 'clone', at: times.started });
  // An evicted pod uploads nothing more.
  if (ending.kind === 'died' && ending.reason === 'eviction') return cloneLog;
  const end = times.finished + 2 * SECOND;
  if (isCloneFailure(build)) return [...cloneLog, logFile(world, build, end)];
  const isTested = ending.kind === 'tested';
  const hasCluster = isTested || ending.kind === 'up_failed';
  return [
    ...cloneLog,
    ...(hasCluster ? irrelevantFiles(world, build, { after: 'up', at: end }) : []),
    ...(isTested ? irrelevantFiles(world, build, { after: 'test', at: end }) : []),
    ...reportFiles(world, build, end),
    ...(isTested ? coverageFiles(world, build, end) : []),
    logFile(world, build, end + SECOND),
    ...irrelevantFiles(world, build, { after: 'end', at: end + SECOND }),
  ];
}

function isCloneFailure({ ending }: NumberedBuild): boolean {
  return ending.kind === 'died' && ending.reason === 'clone_failure';
}

function logFile(world: World, build: NumberedBuild, at: number): SimulatedFile {
  return { kind: 'build_log', file: 'build-log.txt', at, body: buildLog(world, build) };
}

function irrelevantFiles(
  world: World,
  build: NumberedBuild,
  { after, at }: { after: OtherFileEntry['after']; at: number },
): readonly SimulatedFile[] {
  return otherFiles(world, build, after).map((file) => ({ kind: 'irrelevant', at, ...file }));
}

function reportFiles(world: World, build: NumberedBuild, at: number): readonly SimulatedFile[] {
  const { ending, cases, run, times } = build;
  const isTested = ending.kind === 'tested';
  // kubetest2 creates the file of its report when it begins, and a signal ends it before it writes anything.
  if (isKilledInKubetest(build))
    return [{ kind: 'junit', file: `artifacts/${RUNNER_NAME}`, at, body: '' }];
  if (!isTested && !isUpFailed(build)) return [];
  const reportFile = (name: string, suite: string, report: JUnitReport): SimulatedFile => ({
    kind: 'junit',
    file: `artifacts/${name}`,
    at,
    ...truncateReport(report, suite, randomOf(world, `truncated-${name}`, run)),
  });
  const runner = reportFile(RUNNER_NAME, RUNNER_SUITE, runnerReport(build));
  if (!isTested) return [runner];
  const timestamp = kubernetesTime(times.up);
  const hasSecond = run.job.retries === 'second_report';
  const second = hasSecond ? secondReport(cases, timestamp) : undefined;
  return [
    runner,
    reportFile('junit_01.xml', SUITE.suite, firstReport(cases, hasSecond, timestamp)),
    ...(second === undefined ? [] : [reportFile('junit_02.xml', SUITE.suite, second)]),
  ];
}

/** Returns the objects outside of the build's folder that point to the build; evicted builds write none. */
function pointerUploads(build: NumberedBuild): readonly Upload[] {
  const { ending, run, times } = build;
  const isEvicted = ending.kind === 'died' && ending.reason === 'eviction';
  if (isEvicted || isCloneFailure(build)) return [];
  return pointerObjects(run).map((pointer) => ({ ...pointer, at: times.finished + SECOND }));
}
