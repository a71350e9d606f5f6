import { UnreadableArtifactError } from '../../errors.ts';
import type { Fields } from '../syntax/json/fields.ts';
import type { PodEvent, PodInfoRecord } from './records.ts';
import type { Warnings } from '../syntax/warnings.ts';

/** Maximum number of warnings that are kept. */
const MAX_EVENTS = 50;
/** Maximum number of events of all types that are searched for warnings. */
const MAX_SEARCHED_EVENTS = 5000;

/**
 * Reads `podinfo.json`: the final state of the pod and its events, such as evictions, kills for lack of memory and failed
 * scheduling.
 *
 * @throws UnreadableArtifactError if the document has neither a pod nor events
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
    pod_reason: status.string('reason') ?? terminationReason(status),
    pod_message: status.string('message'),
    pod_events: fields
      .list('events', MAX_SEARCHED_EVENTS)
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

/** Returns why a container was ended from outside. `Completed` and `Error` are left out: they mean that it exited. */
function terminationReason(status: Fields): string | null {
  const reasons = [...status.list('initContainerStatuses'), ...status.list('containerStatuses')]
    .map((container) => container.object('state').object('terminated').string('reason'))
    .filter((reason) => reason !== null && reason !== 'Completed' && reason !== 'Error');
  return reasons[0] ?? null;
}
