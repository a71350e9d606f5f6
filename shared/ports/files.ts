/** Files of this machine, which the command line reads and writes. */
export interface Files {
  /**
   * Returns the bytes of a file in pieces, each of which is valid until the next one is asked for. The file is opened when the
   * first bytes are read.
   */
  read(path: string): AsyncIterable<Uint8Array>;

  /** Writes a file and creates missing folders; `modifiedAt` (ISO 8601) becomes its time of modification. */
  write(path: string, body: string | Uint8Array, modifiedAt?: string): Promise<void>;

  /** Returns whether the path exists and is a directory. */
  isDirectory(path: string): Promise<boolean>;

  /** Returns whether the path exists, whatever it is. */
  exists(path: string): Promise<boolean>;

  /** Returns the names in a directory, sorted; none if it cannot be read. */
  list(directory: string): Promise<readonly string[]>;
}
