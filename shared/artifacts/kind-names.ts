import type { Policies } from '../policy/policies.ts';

interface NamesOfKind {
  /** Endings of their names: a cheap first test, since most objects of a bucket are not artifacts of a known kind. */
  readonly endings: readonly string[];
  /** Returns whether a local copy of an object is of this kind, given its path on this machine. */
  matchesFile(path: string, policies: Policies): boolean;
}

/** How the artifacts of a kind are recognised that are in the folders of builds. */
export interface NamesInBuild extends NamesOfKind {
  readonly place: 'build';
  /** Returns whether an object is of this kind, given its path below the folder of its build. */
  matchesObject(path: string): boolean;
}

/** How the artifacts of a kind are recognised that are in the bucket outside of the folders of builds. */
export interface NamesInBucket extends NamesOfKind {
  readonly place: 'bucket';
  /** Returns whether an object is of this kind, given its name. */
  matchesObject(name: string, policies: Policies): boolean;
}

/** How the objects of a kind of artifact are recognised by their names. */
export type KindNames = NamesInBuild | NamesInBucket;
