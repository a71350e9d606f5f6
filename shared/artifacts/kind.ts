import type { BuildLocation } from '../domain/build-location.ts';
import type { ObjectVersion } from '../domain/object.ts';
import type { Policies } from '../policy/policies.ts';
import type { TableName } from '../schema/tables.ts';
import type { ReadResult } from '../rows/ledger-row.ts';
import type { BuildFileRecord } from './prow/records.ts';
import type { OpenRowSink } from './row-sink.ts';

/** A record that a reader gives; its kind tells its shape. */
export interface ArtifactRecord {
  readonly kind: string;
}

/** How a reader has to read: settings of the deployment, and what is known of the build. */
export interface ReadOptions {
  readonly policies: Policies;
  /** UTC date of the build's start, in ISO format; times in logs often have no year. */
  readonly buildDate?: string;
}

/** How objects of a kind are told apart from all others, and read. */
interface KindOfArtifact {
  /** Where objects of the kind are: in the folders of builds, or anywhere in the bucket. */
  readonly place: 'build' | 'bucket';
  /** Endings of their names: a cheap first test, since most objects of a bucket are of no known kind. */
  readonly endings: readonly string[];
  /** Returns whether an object is of this kind, by its path below the folder of its build, or below the bucket. */
  matchesObject(path: string, policies: Policies): boolean;
  /** Returns whether a file that was copied from a bucket is of this kind, by its path on this machine. */
  matchesFile(path: string, policies: Policies): boolean;
  /** Returns whether a JSON document is of this kind, by its fields. */
  matchesDocument?(document: unknown): boolean;
  /**
   * Reads an artifact: bytes in, batches of records out.
   *
   * @throws UnreadableArtifactError if it is not of this kind or too damaged to read
   */
  read(
    bytes: AsyncIterable<Uint8Array>,
    options: ReadOptions,
  ): AsyncIterable<readonly ArtifactRecord[]>;
}

/** A file that a `builds` row is assembled from, together with the other files in the build's folder. */
export interface BuildFile extends KindOfArtifact {
  readonly family: 'build_file';
  readonly place: 'build';
  /** Name of the file in the folder of its build. */
  readonly fileName: string;
  /** Reads the file as one record. Throws UnreadableArtifactError as {@link KindOfArtifact.read} does. */
  readFile(bytes: AsyncIterable<Uint8Array>, policies: Policies): Promise<BuildFileRecord>;
}

/** An artifact whose records become rows of one table while it is read. */
export interface StreamedArtifact extends KindOfArtifact {
  readonly family: 'streamed';
  readonly table: TableName;
  /** Returns the version of the reader where it depends on a policy too; otherwise it is `PARSER_VERSION`. */
  parserVersion?(policies: Policies): number;
  /**
   * Reads the artifact and writes its rows.
   *
   * @throws UnreadableArtifactError as {@link KindOfArtifact.read} does; rows may have been written by then
   */
  writeRows(
    source: ArtifactSource,
    openSink: OpenRowSink,
  ): Promise<ReadResult & { readonly rows: number }>;
}

/** An object that only points to a build. It is known by its name, and its build is found without it. */
export interface Pointer extends KindOfArtifact {
  readonly family: 'pointer';
}

export type ArtifactKindDefinition = BuildFile | StreamedArtifact | Pointer;

/** One version of an artifact, ready to be read. */
export interface ArtifactSource {
  readonly policies: Policies;
  readonly version: ObjectVersion;
  readonly bytes: AsyncIterable<Uint8Array>;
  /** Absent for artifacts that do not belong to a build. */
  readonly build?: BuildLocation | undefined;
  /** Path below the folder of the build, or below the bucket. */
  readonly path: string;
  /** Date of the rows, in ISO format. */
  readonly buildDate: string;
  readonly parserVersion: number;
  /** Whether skipped tests without a reason become rows too. */
  readonly keepSkips: boolean;
}
