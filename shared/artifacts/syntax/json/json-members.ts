import { DamagedArtifactError, UnreadableArtifactError } from '../../../errors.ts';
import { BYTE } from './bytes.ts';
import { OpenValue } from './open-value.ts';

/** What to do with a value: read its members one by one if it has any, take it as a whole, or pass over it. */
export type Treatment = 'enter' | 'take' | 'skip';

/** Decides what to do with the values of a document, and receives those that are taken. */
export interface MemberReceiver {
  /** @param path names of members and positions in lists, from the root of the document to the value */
  treatmentOf(path: readonly string[]): Treatment;
  member(path: readonly string[], value: unknown): void;
}

/** What was read last of a container: its opening bracket, a comma, the name of a member, the colon behind it, or a value. */
type LastRead = 'bracket' | 'comma' | 'name' | 'colon' | 'value';

/** An object or a list whose members are read one by one. */
interface Container {
  readonly isObject: boolean;
  lastRead: LastRead;
  /** Name of the current member, or its position. */
  name: string | undefined;
  position: number;
}

/**
 * Reads a JSON document in pieces and hands out its members one by one, so that a large document needs only the memory of
 * its largest member. Everything before damage is handed out.
 */
export class JsonMembers {
  readonly #receiver: MemberReceiver;
  readonly #containers: Container[] = [];
  #value: OpenValue | undefined;
  /** Whether the open value is taken; one that could have had members and has none is only checked. */
  #isHandedOut = false;
  #hasRoot = false;
  #offset = 0;

  constructor(receiver: MemberReceiver) {
    this.#receiver = receiver;
  }

  /** Position in bytes up to which the document was read. */
  get byteOffset(): number {
    return this.#offset;
  }

  /**
   * Reads the next piece.
   *
   * @throws DamagedArtifactError if the document is not JSON any further
   * @throws UnreadableArtifactError if a member is too large
   */
  push(piece: Uint8Array): void {
    const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    let at = 0;
    while (at < bytes.length) {
      at = this.#value === undefined ? this.#structure(bytes, at) : this.#content(bytes, at);
    }
    this.#offset += bytes.length;
  }

  /** @throws DamagedArtifactError if the document is incomplete */
  end(): void {
    if (this.#hasRoot && this.#containers.length === 0 && this.#value === undefined) return;
    throw new DamagedArtifactError(this.#hasRoot ? 'cut off inside of a JSON document' : 'no JSON');
  }

  /** Reads a byte between values; returns the position after it, or of the value that begins there. */
  #structure(bytes: Buffer, at: number): number {
    const byte = bytes[at] ?? 0;
    if (isWhiteSpace(byte)) return at + 1;
    const container = this.#containers.at(-1);
    if (container === undefined) {
      if (this.#hasRoot) throw this.#damage(at);
      this.#hasRoot = true;
      return this.#begin(byte, at);
    }
    switch (byte) {
      case BYTE.comma:
        return this.#separator(container, at, { after: 'value', is: 'comma' });
      case BYTE.colon:
        return this.#separator(container, at, { after: 'name', is: 'colon' });
      case BYTE.closeObject:
      case BYTE.closeArray:
        return this.#close(container, byte, at);
      default:
        return this.#beginIn(container, byte, at);
    }
  }

  #separator(
    container: Container,
    at: number,
    { after, is }: { readonly after: LastRead; readonly is: LastRead },
  ): number {
    if (container.lastRead !== after) throw this.#damage(at);
    container.lastRead = is;
    return at + 1;
  }

  #close({ isObject, lastRead }: Container, byte: number, at: number): number {
    const isOwn = isObject === (byte === BYTE.closeObject);
    if (!isOwn || (lastRead !== 'bracket' && lastRead !== 'value')) throw this.#damage(at);
    this.#containers.pop();
    this.#endMember();
    return at + 1;
  }

  /** Begins the name of a member or a value. */
  #beginIn(container: Container, byte: number, at: number): number {
    const { isObject, lastRead } = container;
    const isNext = lastRead === 'bracket' || lastRead === 'comma';
    if (lastRead === 'colon' || (isNext && !isObject)) return this.#begin(byte, at);
    if (!isNext || byte !== BYTE.quote) throw this.#damage(at);
    container.lastRead = 'name';
    this.#value = new OpenValue({ isKept: true, isKey: true });
    return at;
  }

  #begin(byte: number, at: number): number {
    const container = this.#containers.at(-1);
    if (container?.isObject === false) container.name = String(container.position);
    const treatment = this.#receiver.treatmentOf(this.#path);
    const isContainer = byte === BYTE.openObject || byte === BYTE.openArray;
    if (treatment === 'enter' && isContainer) {
      const isObject = byte === BYTE.openObject;
      this.#containers.push({ isObject, lastRead: 'bracket', name: undefined, position: 0 });
      return at + 1;
    }
    this.#isHandedOut = treatment === 'take';
    this.#value = new OpenValue({ isKept: treatment !== 'skip', isKey: false });
    return at;
  }

  /** Reads bytes of the open value; returns the position after them. */
  #content(bytes: Buffer, start: number): number {
    const value = this.#value;
    if (value === undefined) return start;
    const end = value.read(bytes, start);
    if (end < 0) return bytes.length;
    this.#endValue(value, end);
    return end;
  }

  #endValue(value: OpenValue, at: number): void {
    this.#value = undefined;
    if (value.isKept) {
      const parsed = this.#parse(value.text, at);
      const container = this.#containers.at(-1);
      if (value.isKey && container !== undefined) container.name = String(parsed);
      else if (this.#isHandedOut) this.#receiver.member(this.#path, parsed);
    }
    if (!value.isKey) this.#endMember();
  }

  #parse(text: string, at: number): unknown {
    try {
      return JSON.parse(text);
    } catch (error) {
      if (error instanceof SyntaxError) throw this.#damage(at, error);
      throw new UnreadableArtifactError('JSON that is nested too deep', { cause: error });
    }
  }

  #endMember(): void {
    const container = this.#containers.at(-1);
    if (container === undefined) return;
    container.lastRead = 'value';
    container.name = undefined;
    container.position++;
  }

  get #path(): readonly string[] {
    return this.#containers.map(({ name }) => name ?? '');
  }

  #damage(at: number, cause?: unknown): DamagedArtifactError {
    this.#offset += at;
    return new DamagedArtifactError(`not JSON at byte ${this.#offset}`, { cause });
  }
}

/** Returns whether a byte is white space of JSON. */
function isWhiteSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}
