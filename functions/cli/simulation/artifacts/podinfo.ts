import type { Build, NumberedBuild } from '../builds/build.ts';
import { BUILD_PARAMETERS } from '../catalog/builds.ts';
import { kubernetesTime } from './time-formats.ts';

/** Returns `podinfo.json`: the pod with its status and events, and its node. */
export function podinfoJson(build: NumberedBuild): string {
  const { run, place, times, ending, failure } = build;
  const isEvicted = ending.kind === 'died' && ending.reason === 'eviction';
  const message = failure?.message ?? 'The node had condition: [DiskPressure].';
  return JSON.stringify({
    pod: {
      kind: 'Pod',
      apiVersion: 'v1',
      metadata: {
        name: place.podName,
        namespace: BUILD_PARAMETERS.prow_pod_namespace,
        creationTimestamp: kubernetesTime(times.pending),
        labels: { 'created-by-prow': 'true', 'prow.k8s.io/build-id': run.buildId },
      },
      spec: { nodeName: place.podNode, containers: [{ name: 'test' }, { name: 'sidecar' }] },
      status: {
        phase: build.isPassed ? 'Succeeded' : 'Failed',
        ...(isEvicted
          ? { reason: 'Evicted', message }
          : { containerStatuses: [testContainer(build)] }),
      },
    },
    events: eventsOf(build, isEvicted ? message : undefined),
    node: { metadata: { name: place.podNode } },
  });
}

function eventsOf(build: Build, evictedBecause: string | undefined): readonly object[] {
  const { triggered, pending, finished } = build.times;
  const scheduled = { type: 'Normal', reason: 'Scheduled', message: 'Assigned to a node' };
  const failed = { type: 'Warning', reason: 'FailedScheduling', message: SCHEDULING };
  const events = [event(build, scheduled, pending)];
  if (evictedBecause !== undefined) {
    events.push(
      event(build, { type: 'Warning', reason: 'Evicted', message: evictedBecause }, finished),
    );
  }
  if (pending - triggered > LONG_QUEUE) events.push(event(build, failed, triggered));
  return events;
}

/** Queue time in milliseconds from which on the scheduler reports a failure. */
const LONG_QUEUE = 240_000;
const SCHEDULING = 'no node has 4 CPUs and 6Gi of memory to spare';

function testContainer({ isPassed, times }: Build): object {
  return {
    name: 'test',
    state: {
      terminated: {
        exitCode: isPassed ? 0 : 1,
        reason: isPassed ? 'Completed' : 'Error',
        startedAt: kubernetesTime(times.started),
        finishedAt: kubernetesTime(times.finished),
      },
    },
  };
}

function event(
  { place }: Build,
  about: { readonly type: string; readonly reason: string; readonly message: string },
  at: number,
): object {
  return {
    metadata: { name: `${place.podName}.${about.reason.toLowerCase()}` },
    involvedObject: { kind: 'Pod', name: place.podName },
    ...about,
    count: 1,
    firstTimestamp: kubernetesTime(at),
    lastTimestamp: kubernetesTime(at),
  };
}
