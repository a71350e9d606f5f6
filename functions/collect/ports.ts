import type { ReadLimits } from '../../shared/artifacts/limits.ts';
import type { PathStrategy } from '../../shared/artifacts/path-strategy.ts';
import type { Policies } from '../../shared/policy/policies.ts';
import type { ArtifactStore } from '../../shared/ports/artifact-store.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { EventBus } from '../../shared/ports/event-bus.ts';
import type { Logger } from '../../shared/ports/logger.ts';

/** Ports and settings that collect uses. */
export interface CollectPorts {
  readonly store: ArtifactStore;
  readonly bus: EventBus;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly settings: CollectSettings;
  /** Is called when an event was rejected, with the reason. */
  readonly onRejected?: (reason: string) => void;
  /** Is called for each file of a build to which access is denied; the file may not exist. */
  readonly onDenied?: (denied: DeniedObject) => void;
}

/** An object to which access is denied. */
export interface DeniedObject {
  readonly name: string;
  readonly reason: string;
}

/** Settings of collect. */
export interface CollectSettings {
  readonly policies: Policies;
  readonly pathStrategy: PathStrategy;
  /** Whether skips without a reason become rows too. */
  readonly keepSkips: boolean;
  /**
   * Seconds after the upload of an artifact during which collect waits for the `started.json` of its build, which
   * contains the date of its rows. 0 for a source that will not get any more files.
   */
  readonly patienceSeconds: number;
  /** Limits of the reading of one object. */
  readonly limits: ReadLimits;
}
