import type { ViewPolicyFiles } from '../../shared/config/policies.ts';
import type { SourceLocation } from '../../shared/config/source-location.ts';
import type { WarehouseLocation } from '../../shared/config/warehouse-location.ts';
import type { Policies } from '../../shared/policy/policies.ts';
import type { ArtifactStore } from '../../shared/ports/artifact-store.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { EventBus } from '../../shared/ports/event-bus.ts';
import type { Files } from '../../shared/ports/files.ts';
import type { DescribedView } from '../../shared/ports/views.ts';
import type { Warehouse } from '../../shared/ports/warehouse.ts';

/** Objects to ingest: those of a bucket whose names start with a prefix. */
export interface ObjectSource {
  readonly store: ArtifactStore;
  readonly bucket: string;
  readonly prefix: string;
}

/** Options for opening a source. */
export interface SourceOptions {
  /** Name of the bucket that a directory stands for; by default the name of the directory. */
  readonly bucket?: string | undefined;
  /** Whether to read a bucket with the credentials of this machine; by default it is read without credentials. */
  readonly credentials?: boolean;
}

/** Output of a command. */
export interface Terminal {
  /** Writes data to standard output; resolves when more can be written. */
  readonly out: (text: string) => Promise<void>;
  /** Writes a message to standard error. */
  readonly err: (text: string) => void;
  /** Starts to show the progress of a long command. */
  readonly progress: (text: string) => Progress;
}

/** Display of the progress of a command. */
export interface Progress {
  update(text: string): void;
  /** Ends the display with a result. */
  done(text: string): void;
  /** Ends the display without a result. */
  stop(): void;
}

/** Translator from GoogleSQL to the dialect of DuckDB. */
export interface Translator {
  /** @throws QueryError if the statement cannot be parsed */
  readonly toDuckDb: (sql: string) => string;
  /** Statements that define, in schema `ci`, the macros that translations use. */
  readonly definitions: readonly string[];
}

/** Ports of the commands. */
export interface CliPorts {
  readonly terminal: Terminal;
  readonly files: Files;
  readonly clock: Clock;
  readonly policies: () => Policies;
  readonly viewPolicyFiles: () => ViewPolicyFiles;
  readonly views: () => readonly DescribedView[];
  readonly openSource: (location: SourceLocation, options?: SourceOptions) => Promise<ObjectSource>;
  readonly openWarehouse: (location: WarehouseLocation) => Promise<Warehouse>;
  readonly openTranslator: () => Promise<Translator>;
  readonly createBus: () => EventBus;
}
