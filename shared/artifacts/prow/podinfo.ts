import { UnreadableArtifactError } from '../../errors.ts';
import type { Fields } from '../syntax/json/fields.ts';
import type { PodEvent, PodInfoRecord } from './records.ts';
import type { Warnings } from '../syntax/warnings.ts';

const MAX_EVENTS = 50;

/**
 * Reads `podinfo.json`: what became of the pod; evictions, kills for memory and failed scheduling are in here.
 *
 * @throws UnreadableArtifactError when it has neither pod nor events
 */
export function readPodInfo(fields: Fields, warnings: Warnings): PodInfoRecord {
  if (!fields.has('pod') && !fields.has('events')) {
    throw new UnreadableArtifactError('neither pod nor events');
  }
  const pod = fields.object('pod');
  const status = pod.object('status');
  return {
    kind: 'podinfo',
    pod_name: pod.object('metadata').string('name'),
    node: pod.object('spec').string('nodeName'),
    pod_phase: status.string('phase'),
    pod_reason: status.string('reason') ?? killedBecause(status),
    pod_message: status.string('message'),
    pod_events: fields
      .list('events')
      .filter((event) => event.string('type') === 'Warning')
      .slice(0, MAX_EVENTS)
      .map(readEvent),
    warnings: warnings.list(),
  };
}

function readEvent(event: Fields): PodEvent {
  return {
    reason: event.string('reason'),
    message: event.string('message'),
    count: event.integer('count'),
    last_seen_at: event.timestamp('lastTimestamp') ?? event.timestamp('eventTime'),
  };
}

/** Why a container ended, if it did not end by itself (`Completed` and `Error` say no more than its exit code). */
function killedBecause(status: Fields): string | null {
  const reasons = [...status.list('initContainerStatuses'), ...status.list('containerStatuses')]
    .map((container) => container.object('state').object('terminated').string('reason'))
    .filter((reason) => reason !== null && reason !== 'Completed' && reason !== 'Error');
  return reasons[0] ?? null;
}
