import { buildLog } from '../artifacts/build-log.ts';
import { firstReport, secondReport } from '../artifacts/ginkgo-report.ts';
import { irrelevantFiles } from '../artifacts/irrelevant.ts';
import { kubernetesTime } from '../artifacts/json.ts';
import { buildPath, pointersOf } from '../artifacts/location.ts';
import type { Report } from '../artifacts/report.ts';
import { RUNNER_SUITE, runnerReport } from '../artifacts/runner-report.ts';
import type { Build } from '../builds/build.ts';
import type { IrrelevantEntry } from '../catalog/builds.ts';
import { SUITE } from '../catalog/tests.ts';
import type { NumberedRun } from '../history/run.ts';
import { randomOf, type World } from '../world.ts';
import { written } from './damage.ts';
import type { Upload } from './upload.ts';

const SECOND = 1000;

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
    ...pointersOf(build.run).map((pointer) => ({ ...pointer, at: times.finished + SECOND })),
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
  { after, at }: { after: IrrelevantEntry['after']; at: number },
): readonly Upload[] {
  const folder = buildPath(build.run);
  return irrelevantFiles(world, build, after).map(({ name, body }) => ({
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
  const upload = (file: string, suite: string, report: Report): Upload => ({
    kind: 'junit',
    name: `${buildPath(run)}artifacts/${file}`,
    at,
    ...written(report, suite, randomOf(world, `truncated-${file}`, run)),
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
