import type { ViewPolicyFiles } from '../../shared/config/policies.ts';
import type { GitHubRepository } from '../../shared/config/github-config.ts';
import type { SourceLocation, SourceOptions } from '../../shared/config/source-location.ts';
import type { WarehouseLocation } from '../../shared/config/warehouse-location.ts';
import type { StoragePrices } from '../../shared/policy/prices.ts';
import type { Policies } from '../../shared/policy/policies.ts';
import type { BrowsableStore } from '../../shared/ports/artifact-store.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { EventBus, GiveUpMessage } from '../../shared/ports/event-bus.ts';
import type { Files } from '../../shared/ports/files.ts';
import type { IssueTracker } from '../../shared/ports/issue-tracker.ts';
import type { DescribedView } from '../../shared/ports/views.ts';
import type { PageStore } from '../../shared/ports/page-store.ts';
import type { Webhook } from '../../shared/ports/webhook.ts';
import type { FollowingReader, Warehouse, WarehouseReader } from '../../shared/ports/warehouse.ts';
import type { TableName } from '../../shared/schema/tables.ts';
import type { FinalizedObject } from '../collect/collect-object.ts';
import type { CollectSettings } from '../collect/ports.ts';
import type { BucketObjects } from '../reconcile/compare-objects.ts';
import type { Collected } from './readers/collected.ts';

/** Objects to ingest: those of a bucket whose names start with a prefix. */
export interface ObjectSource extends BucketObjects {
  /** Counts all objects, without their versions; a source without it is too slow to list twice. */
  readonly countObjects?: () => Promise<number>;
  /** Opens the source in other threads; a source without it is read in this one. */
  readonly readers?: (settings: Omit<CollectSettings, 'policies'>) => Readers;
}

/** Collects objects in other threads. */
export interface Readers {
  /**
   * Collects objects, and publishes their rows on a bus.
   *
   * @param onCollected called with the result of each object
   * @throws CiSignalError if the objects cannot be collected, or their rows cannot be published
   */
  collect(
    objects: AsyncIterable<FinalizedObject>,
    bus: EventBus,
    onCollected: (result: Collected) => void,
  ): Promise<void>;
}

/** A source as the user named it. */
export interface OpenedSource extends ObjectSource {
  readonly store: BrowsableStore;
  /** Returns the number of requests that were sent to the bucket until now. */
  readonly requests: () => number;
  /** The location as it was written. */
  readonly written: string;
  /** Path of the directory; `undefined` for a bucket. */
  readonly directory: string | undefined;
  /** Whether `ci-signal simulate` made it. */
  readonly isSimulated: boolean;
}

/** A warehouse for queries, and messages about what the user may not expect. */
export interface OpenedReader {
  readonly reader: WarehouseReader;
  readonly notes: readonly string[];
}

/** Output of a command. */
export interface Terminal {
  /** Writes a text for people to standard output, its unseen characters as escapes; resolves when more can be written. */
  readonly out: (text: string) => Promise<void>;
  /** Writes data for programs to standard output, as they are unless it is a TTY; resolves when more can be written. */
  readonly data: (data: string | Uint8Array) => Promise<void>;
  /** Writes a message to standard error, its unseen characters as escapes. */
  readonly err: (text: string) => void;
  /** Starts to show the progress of a long command. */
  readonly progress: (text: string) => Progress;
  /** Asks a question that `yes` agrees to, and returns whether it was the answer; `undefined` if no person can be asked. */
  readonly confirm: (question: string) => Promise<boolean | undefined>;
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
  /** Returns the statement that creates a raw table if it does not exist. */
  readonly rawTable: (table: TableName) => string;
}

/** The issues that a command works with. */
export interface IssueSource {
  readonly repository: GitHubRepository;
  readonly label: string;
  /** URL of the API of GitHub Enterprise. */
  readonly apiUrl: string | undefined;
  /** Whether issues are only read, for which a public repository needs no token. */
  readonly isReadOnly: boolean;
  /** Called with the seconds of a wait that GitHub asks for. */
  readonly onWait: (seconds: number) => void;
}

/** Ports of the commands. */
export interface CliPorts {
  readonly terminal: Terminal;
  readonly files: Files;
  readonly clock: Clock;
  readonly policies: () => Promise<Policies>;
  readonly storagePrices: () => Promise<StoragePrices>;
  readonly viewPolicyFiles: () => Promise<ViewPolicyFiles>;
  readonly views: () => readonly DescribedView[];
  readonly openSource: (location: SourceLocation, options?: SourceOptions) => Promise<OpenedSource>;
  /** Opens a warehouse, which is brought up to date, and created if it does not exist. */
  readonly openWarehouse: (location: WarehouseLocation) => Promise<Warehouse>;
  /** Opens a warehouse as it is, to deploy it. In a dry run a file that does not exist is not created. */
  readonly openUndeployed: (
    location: WarehouseLocation,
    options: { readonly isDryRun: boolean },
  ) => Promise<Warehouse>;
  /** Returns nothing if the warehouse exists, and throws a UsageError if it is a missing file. */
  readonly requireWarehouse: (location: WarehouseLocation) => Promise<void>;
  /**
   * Opens an existing warehouse, which is not changed.
   *
   * @param maxBytesBilled limit of each query on BigQuery; by default there is none
   */
  readonly openReader: (
    location: WarehouseLocation,
    maxBytesBilled?: number,
  ) => Promise<OpenedReader>;
  /** Opens an existing warehouse that other processes may change meanwhile. */
  readonly openFollowing: (location: WarehouseLocation) => Promise<FollowingReader>;
  /** Opens the issues of a repository with the token of the environment, and throws a UsageError if it is missing. */
  readonly openTracker: (source: IssueSource) => Promise<IssueTracker>;
  /** Returns the store and the name in it for a file or `gs://<bucket>/<object>`, and throws a UsageError for other texts. */
  readonly openPage: (
    written: string,
  ) => Promise<{ readonly store: PageStore; readonly name: string }>;
  /** Opens a webhook by its URL, or by that of the environment, and throws a UsageError if there is none. */
  readonly openWebhook: (written: string | true) => Promise<Webhook>;
  readonly openTranslator: () => Promise<Translator>;
  /** Creates the bus of this process. */
  readonly createBus: (giveUp?: GiveUpMessage) => EventBus;
  /** Returns the name of the user of this machine. */
  readonly userName: () => string;
}

/** Loads the ports of the commands, which no help text needs. */
export type OpenPorts = () => Promise<CliPorts>;
