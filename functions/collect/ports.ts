import type { PathStrategy } from '../../shared/artifacts/path-strategy.ts';
import type { Policies } from '../../shared/policy/policies.ts';
import type { ArtifactStore } from '../../shared/ports/artifact-store.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { EventBus } from '../../shared/ports/event-bus.ts';
import type { Logger } from '../../shared/ports/logger.ts';

/** What collect works with. */
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
  /** Whether skips that give no reason become rows too. */
  readonly keepSkips: boolean;
  /**
   * For how many seconds after its upload an artifact is put off while its build has no `started.json`, which says
   * what date its rows belong to. 0 where all there will ever be is there already.
   */
  readonly patienceSeconds: number;
}
