/** Thrown when a document cannot be parsed beyond a position; everything before it is valid. */
export class XmlDamage extends Error {
  /** Position in bytes from the beginning of the piece that was written last; negative for earlier pieces. */
  readonly index: number;

  constructor(reason: string, index: number) {
    super(reason);
    this.name = 'XmlDamage';
    this.index = index;
  }
}
