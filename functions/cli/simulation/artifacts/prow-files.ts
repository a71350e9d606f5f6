import type { BuildOutcome } from '../../../../shared/domain/outcome.ts';
import type { Build, NumberedBuild } from '../builds/build.ts';
import { BUILD_PARAMETERS } from '../catalog/builds.ts';
import { randomOf, type World } from '../world.ts';
import { cloneRecordsJson } from './checkout.ts';
import { podinfoJson } from './podinfo.ts';
import { prowjobJson, type ProwJobState } from './prowjob.ts';
import {
  abortedJson,
  crierFinishedJson,
  erroredJson,
  finishedJson,
  startedJson,
  type FinishedFile,
} from './started-finished.ts';
import type { SimulatedFile } from './upload.ts';

const SECOND = 1000;

/** Returns all versions of the files that Prow writes into the folder of a build. */
export function prowFiles(world: World, build: NumberedBuild): readonly SimulatedFile[] {
  const { triggered, pending, started, completed } = build.times;
  return [
    prowjobFile(build, 'triggered', triggered + SECOND),
    prowjobFile(build, 'pending', pending + 2 * SECOND),
    { kind: 'started', file: 'started.json', at: started, body: startedJson(build) },
    {
      kind: 'clone_records',
      file: 'clone-records.json',
      at: started + SECOND,
      body: cloneRecordsJson(world, build),
    },
    ...finishedFiles(world, build),
    prowjobFile(build, finalState(build), completed + 3 * SECOND),
    { kind: 'podinfo', file: 'podinfo.json', at: completed + 4 * SECOND, body: podinfoJson(build) },
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

function prowjobFile(build: NumberedBuild, state: ProwJobState, at: number): SimulatedFile {
  const body = prowjobJson(build, state);
  return { kind: 'prowjob', file: 'prowjob.json', at, body, outcome: OUTCOME_OF_STATE[state] };
}

function finalState({ ending, isPassed }: Build): ProwJobState {
  if (isPassed) return 'success';
  if (ending.kind === 'aborted') return 'aborted';
  const isError =
    ending.kind === 'died' && ['no_finished', 'no_passed'].includes(ending.eviction ?? '');
  return isError ? 'error' : 'failure';
}

/** Returns the versions of `finished.json`: usually one, none or crier's after some evictions, two after a rewrite. */
function finishedFiles(world: World, build: NumberedBuild): readonly SimulatedFile[] {
  const { ending, times, run } = build;
  const random = randomOf(world, 'finished', run);
  const at = times.finished + Math.round(random.between(BUILD_PARAMETERS.seconds.upload) * SECOND);
  if (ending.kind === 'aborted') return [finishedFile(abortedJson(times.finished), at)];
  if (ending.kind === 'died' && ending.eviction !== undefined) {
    if (ending.eviction === 'no_finished') return [];
    return ending.eviction === 'no_passed'
      ? [finishedFile(erroredJson(times.finished), at)]
      : [finishedFile(crierFinishedJson(times.completed), times.completed + 2 * SECOND)];
  }
  const isAbortedFirst = ending.kind === 'tested' && ending.isAbortedFirst;
  const isRewritten = random.chance(BUILD_PARAMETERS.finished_rewritten_share);
  return [
    ...(isAbortedFirst ? [finishedFile(abortedJson(times.up), times.up)] : []),
    finishedFile(finishedJson(build), at),
    ...(isRewritten ? [finishedFile(finishedJson(build), at + 90 * SECOND)] : []),
  ];
}

function finishedFile({ body, outcome }: FinishedFile, at: number): SimulatedFile {
  return { kind: 'finished', file: 'finished.json', at, body, outcome };
}
