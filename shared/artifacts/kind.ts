import type { BuildLocation } from '../domain/build-location.ts';
import type { ObjectVersion } from '../domain/object.ts';
import type { Policies } from '../policy/policies.ts';
import type { TableName } from '../schema/tables.ts';
import type { ReadResult } from '../rows/ledger-row.ts';
import type { ReadLimits } from './limits.ts';
import type { BuildFileRecord } from './prow/records.ts';
import type { OpenRowSink } from './row-sink.ts';

/** A record that a reader returns; `kind` determines its shape. */
export interface ArtifactRecord {
  readonly kind: string;
}

/** Options of a reader: settings of the deployment, and facts about the build. */
export interface ReadOptions {
  readonly policies: Policies;
  /** UTC date of the build's start, in ISO format; it completes times in logs, which often have no year. */
  readonly buildDate?: string;
  /** By default those of {@link DEFAULT_LIMITS}. */
  readonly limits?: ReadLimits;
}

/** Definition of a kind of artifact: how its documents are recognised and read. Its names are in names.ts, which is loaded without the readers. */
interface KindOfArtifact {
  /** The policies that the rows of an object depend on: a new version of one of them gives the object other rows. */
  readonly policies: readonly (keyof Policies)[];
  /** Returns whether a file is of this kind, judging by its first 4,096 bytes. */
  matchesHead?(head: Uint8Array): boolean;
  /** Returns whether a JSON document is of this kind, judging by its fields. */
  matchesDocument?(document: unknown): boolean;
  /**
   * Reads the bytes of an artifact and returns batches of records.
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
  /** Name of the file in the folder of its build. */
  readonly fileName: string;
  /** Reads the file as one record. Throws UnreadableArtifactError as {@link KindOfArtifact.read} does. */
  readFile(bytes: AsyncIterable<Uint8Array>, policies: Policies): Promise<BuildFileRecord>;
}

/** An artifact whose records become rows of one table while it is being read. */
export interface StreamedArtifact extends KindOfArtifact {
  readonly family: 'streamed';
  readonly table: TableName;
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

/** An object that only points to a build. It is recognised but not collected, since the build is found without it. */
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
  /** Path below the folder of the build, or in the bucket. */
  readonly path: string;
  /** UTC date of the rows, in ISO format. */
  readonly buildDate: string;
  readonly parserVersion: number;
  /** Whether skips without a reason become rows too. */
  readonly keepSkips: boolean;
  readonly limits: ReadLimits;
}
