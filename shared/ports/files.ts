/** Files of this machine, for the command line. */
export interface Files {
  /** The bytes of a file, opened when they are asked for. */
  read(path: string): AsyncIterable<Uint8Array>;

  /** Writes a file, with the folders it needs; `modifiedAt` (ISO 8601) becomes its time of modification. */
  write(path: string, body: string | Uint8Array, modifiedAt?: string): Promise<void>;

  isDirectory(path: string): Promise<boolean>;
}
