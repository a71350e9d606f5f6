import type { SourceLocation } from '../../shared/config/source-location.ts';
import type { WarehouseLocation } from '../../shared/config/warehouse-location.ts';
import type { Policies } from '../../shared/policy/policies.ts';
import type { ArtifactStore } from '../../shared/ports/artifact-store.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { EventBus } from '../../shared/ports/event-bus.ts';
import type { Files } from '../../shared/ports/files.ts';
import type { DescribedView } from '../../shared/ports/views.ts';
import type { Warehouse } from '../../shared/ports/warehouse.ts';

/** Objects to read: where they are kept, and which ones. */
export interface Source {
  readonly store: ArtifactStore;
  readonly bucket: string;
  readonly prefix: string;
}

export interface SourceOptions {
  /** Name of the bucket that a directory stands for; by default its own name. */
  readonly bucket?: string | undefined;
  /** Whether a bucket is asked with the credentials that this machine has, or as anybody. */
  readonly credentials?: boolean;
}

/** Where a command writes. */
export interface Terminal {
  /** Writes data; resolves when more may come. */
  readonly out: (text: string) => Promise<void>;
  /** Writes what is said beside the data. */
  readonly err: (text: string) => void;
  /** Shows how far a long command is; returns how to update it and how to end it. */
  readonly progress: (text: string) => Progress;
}

export interface Progress {
  update(text: string): void;
  done(text: string): void;
  stop(): void;
}

/** From GoogleSQL to the dialect of DuckDB. */
export interface Translator {
  /** @throws QueryError when the statement cannot be parsed */
  readonly toDuckDb: (sql: string) => string;
  /** Statements that define, in schema `ci`, what translations rely on. */
  readonly definitions: readonly string[];
}

/** What the commands work with. */
export interface CliPorts {
  readonly terminal: Terminal;
  readonly files: Files;
  readonly clock: Clock;
  readonly policies: () => Policies;
  readonly views: () => readonly DescribedView[];
  readonly openSource: (location: SourceLocation, options?: SourceOptions) => Promise<Source>;
  readonly openWarehouse: (location: WarehouseLocation) => Promise<Warehouse>;
  readonly openTranslator: () => Promise<Translator>;
  readonly createBus: () => EventBus;
}
