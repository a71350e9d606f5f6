import type { BuildOutcome } from '../../../../shared/domain/outcome.ts';
import { cloneRecordsJson } from '../artifacts/clone-records.ts';
import {
  abortedJson,
  crierFinishedJson,
  finishedJson,
  undecidedJson,
  type Finished,
} from '../artifacts/finished.ts';
import { buildPath } from '../artifacts/location.ts';
import { podinfoJson } from '../artifacts/podinfo.ts';
import { prowjobJson, type ProwJobState } from '../artifacts/prowjob.ts';
import { startedJson } from '../artifacts/started.ts';
import type { Build } from '../builds/build.ts';
import { BUILDS } from '../catalog/builds.ts';
import type { NumberedRun } from '../history/run.ts';
import { randomOf, type World } from '../world.ts';
import type { Upload } from './upload.ts';

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
  const at = times.finished + Math.round(random.between(BUILDS.seconds.upload) * SECOND);
  const upload = ({ body, outcome }: Finished, when: number): Upload => ({
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
      ? [upload(undecidedJson(times.finished), at)]
      : [upload(crierFinishedJson(times.completed), times.completed + 2 * SECOND)];
  }
  const early = ending.kind === 'tested' && ending.isAbortedFirst;
  const again = random.chance(BUILDS.finished_rewritten_share);
  return [
    ...(early ? [upload(abortedJson(times.up), times.up)] : []),
    upload(finishedJson(build), at),
    ...(again ? [upload(finishedJson(build), at + 90 * SECOND)] : []),
  ];
}
