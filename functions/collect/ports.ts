import type { PathStrategy } from '../../shared/artifacts/path-strategy.ts';
import type { Policies } from '../../shared/policy/policies.ts';
import type { ArtifactStore } from '../../shared/ports/artifact-store.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { EventBus } from '../../shared/ports/event-bus.ts';
import type { Logger } from '../../shared/ports/logger.ts';

/** Ports and settings that collect works with. */
export interface CollectPorts {
  readonly store: ArtifactStore;
  readonly bus: EventBus;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly settings: CollectSettings;
}

export interface CollectSettings {
  readonly policies: Policies;
  readonly pathStrategy: PathStrategy;
  /** Whether skipped tests without a reason become rows too. */
  readonly keepSkips: boolean;
  /**
   * Seconds after its upload during which an artifact is put off while its build has no `started.json`, which tells the
   * date of its rows. 0 for a source that will not get any more files.
   */
  readonly patienceSeconds: number;
}
