/** The document cannot be understood beyond this point; what came before stands. */
export class XmlDamage extends Error {
  /** Where, in characters from the beginning of the text last written; negative for one that began before. */
  readonly index: number;

  constructor(reason: string, index: number) {
    super(reason);
    this.name = 'XmlDamage';
    this.index = index;
  }
}
