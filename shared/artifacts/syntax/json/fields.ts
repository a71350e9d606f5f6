import { DateTime } from 'luxon';
import { z } from 'zod';
import { isSecretField } from '../../../domain/secrets/secret-names.ts';
import { secretMask, type MaskText } from '../../../domain/secrets/secret-mask.ts';
import { HIDDEN } from '../../../domain/secrets/span.ts';
import type { JsonValue } from '../../../schema/tables.ts';
import type { SecretPolicy } from '../../../policy/secrets.ts';
import { bounded } from '../text/bounded-text.ts';
import { clean, maskedJson } from './masked-json.ts';
import type { Warnings } from '../warnings.ts';
import { isDeeperThan } from './depth.ts';

const TEXT_LIMIT = { head: 3 * 1024, tail: 1024 };
/** 2000-01-01; earlier times are kept, with a warning. */
const FIRST_PLAUSIBLE_SECONDS = 946_684_800;
/** 2100-01-01; larger numbers are taken as milliseconds. */
const MAX_EPOCH_SECONDS = 4_102_444_800;
const MAX_JSON_LENGTH = 64 * 1024;
/** Limits of lists and maps: a row has to fit into a message. */
const MAX_ENTRIES = 50;
const MAX_MAP_ENTRIES = 250;
const MAX_MAP_LENGTH = 128 * 1024;
const MAX_DEPTH = 100;

// Built once: building a schema takes 50 times as long as reading a field with it.
const booleanSchema = z.boolean();
const numberSchema = z.number();
const stringSchema = z.string();
const textSchema = z.union([z.string(), z.number().transform(String)]);
const integerSchema = z.union([
  z.int(),
  z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number),
]);
const listSchema = z.array(z.unknown());
const stringsSchema = z.array(z.string());
const timeSchema = z.union([z.number(), z.string().regex(/^\d{9,13}(?:\.\d+)?$/)]);
/** Not `z.record()`, which drops a field named `__proto__`. */
const mapSchema = z.custom<Readonly<Record<string, unknown>>>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
);

/** RFC 3339, as Kubernetes writes it; other forms are incomplete. */
const RFC3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;
/** Years that warehouses can store: 1 to 9999. */
const STORABLE = /^(?!0000)\d{4}-/;

/**
 * Reads the fields of one JSON object tolerantly: an absent field is `null`; a field of the wrong type is `null` too, with
 * a warning that names the field.
 */
export class Fields {
  readonly #object: Readonly<Record<string, unknown>>;
  readonly #warnings: Warnings;
  readonly #secrets: SecretPolicy;
  readonly #mask: MaskText = (text) => secretMask(this.#secrets).mask(text);

  /** @param secrets policy of the secrets that are hidden in texts */
  constructor(object: unknown, warnings: Warnings, secrets: SecretPolicy) {
    const parsed = mapSchema.safeParse(object ?? {});
    if (!parsed.success) warnings.add('an object is missing where one is expected');
    this.#object = parsed.data ?? {};
    this.#warnings = warnings;
    this.#secrets = secrets;
  }

  string(name: string): string | null {
    const text = this.#read(name, textSchema);
    return text === null || text === '' ? null : this.#cleaned(text);
  }

  boolean(name: string): boolean | null {
    return this.#read(name, booleanSchema);
  }

  integer(name: string): number | null {
    return this.#read(name, integerSchema);
  }

  /** Returns a duration in seconds; the field contains nanoseconds, as Go writes durations. */
  nanoseconds(name: string): number | null {
    const nanoseconds = this.#read(name, numberSchema);
    return nanoseconds === null ? null : nanoseconds / 1e9;
  }

  /** Returns a Unix time in ISO 8601; the field contains seconds, or, with a warning, milliseconds or a string of digits. */
  epoch(name: string): string | null {
    const written = this.#read(name, timeSchema);
    if (written === null) return null;
    const seconds = Number(written);
    if (typeof written === 'string') this.#warnings.add(`${name}: a number written as a string`);
    if (seconds > MAX_EPOCH_SECONDS) {
      this.#warnings.add(`${name}: milliseconds instead of seconds`);
      return this.#time(name, seconds / 1000);
    }
    return this.#time(name, seconds);
  }

  /** Returns a time in ISO 8601; the field contains RFC 3339, as Kubernetes writes it. */
  timestamp(name: string): string | null {
    const written = this.#read(name, stringSchema);
    if (written === null || written === '') return null;
    const time = RFC3339.test(written) ? DateTime.fromISO(written, { zone: 'utc' }).toISO() : null;
    if (time !== null && STORABLE.test(time)) return time;
    this.#warnings.add(`${name}: not a time`);
    return null;
  }

  /** Returns a map of strings; other values are converted to JSON. */
  map(name: string): Readonly<Record<string, string>> | null {
    const map = this.#read(name, mapSchema);
    if (map === null) return null;
    const kept: [string, string][] = [];
    let length = 0;
    for (const [key, value] of Object.entries(map)) {
      const entry: [string, string] = [
        this.#cleaned(key),
        this.#field(key, this.#asText(name, value)),
      ];
      length += entry[0].length + entry[1].length;
      if (kept.length >= MAX_MAP_ENTRIES || length > MAX_MAP_LENGTH) {
        this.#warnings.add(`${name}: only the first ${kept.length} were kept`);
        break;
      }
      kept.push(entry);
    }
    return Object.fromEntries(kept);
  }

  object(name: string): Fields {
    return this.#fieldsOf(this.#read(name, mapSchema));
  }

  /** Returns the objects in a list, at most `limit`; for lists of small objects, `limit` may be larger. */
  list(name: string, limit = MAX_ENTRIES): readonly Fields[] {
    const list = this.#read(name, listSchema) ?? [];
    return this.#firstOf(name, list, limit).map((element) => this.#fieldsOf(element));
  }

  /** Returns a list of texts, each of limited length. */
  strings(name: string): readonly string[] {
    const list = this.#read(name, stringsSchema) ?? [];
    return this.#firstOf(name, list).map((text) => this.#cleaned(text));
  }

  has(name: string): boolean {
    return this.#object[name] !== undefined && this.#object[name] !== null;
  }

  /** Returns the value of a field without a fixed structure. */
  json(name: string): JsonValue {
    const text = this.has(name) ? this.#stringify(name) : undefined;
    if (text === undefined) return null;
    if (text.length > MAX_JSON_LENGTH) {
      this.#warnings.add(`${name}: more than ${MAX_JSON_LENGTH} characters, left out`);
      return null;
    }
    // Parsed again, so that the stored value is valid JSON without characters that warehouses reject.
    return JSON.parse(text) as JsonValue;
  }

  #fieldsOf(object: unknown): Fields {
    return new Fields(object, this.#warnings, this.#secrets);
  }

  #firstOf<T>(name: string, entries: readonly T[], limit = MAX_ENTRIES): readonly T[] {
    if (entries.length > limit) this.#warnings.add(`${name}: only the first ${limit} were kept`);
    return entries.slice(0, limit);
  }

  /** Returns the text with limited length, without secrets, and without characters that XML and warehouses reject. */
  #cleaned(text: string): string {
    const shortened = bounded(text, { ...TEXT_LIMIT, mask: this.#mask });
    const kept = clean(bounded(this.#mask(shortened), TEXT_LIMIT));
    if (text.includes('\0')) this.#warnings.add('control characters were replaced');
    return kept;
  }

  /** Returns the text of a field of a map, which is hidden if the name of the field is that of a secret. */
  #field(name: string, text: string): string {
    return isSecretField(name, text, this.#secrets) ? HIDDEN : this.#cleaned(text);
  }

  #asText(name: string, value: unknown): string {
    return typeof value === 'string' ? value : (this.#serialized(name, value) ?? '');
  }

  #stringify(name: string): string | undefined {
    const written = this.#serialized(name, this.#object[name]);
    if (written === undefined || written.length > MAX_JSON_LENGTH) return written;
    // Parsed and written again, so that texts and names of members are masked one by one.
    return JSON.stringify(maskedJson(JSON.parse(written) as JsonValue, this.#secrets));
  }

  /** Returns the value as JSON, or `undefined` if it is nested too deep to be serialized again. */
  #serialized(name: string, value: unknown): string | undefined {
    if (!isDeeperThan(value, MAX_DEPTH)) return JSON.stringify(value);
    this.#warnings.add(`${name}: nested too deep, left out`);
    return undefined;
  }

  #time(name: string, seconds: number): string | null {
    if (seconds < FIRST_PLAUSIBLE_SECONDS) this.#warnings.add(`${name}: a time before 2000`);
    if (seconds > 0 && seconds <= MAX_EPOCH_SECONDS) {
      return DateTime.fromSeconds(seconds, { zone: 'utc' }).toISO();
    }
    this.#warnings.add(`${name}: not a time`);
    return null;
  }

  #read<T>(name: string, schema: z.ZodType<T>): T | null {
    if (!this.has(name)) return null;
    const parsed = schema.safeParse(this.#object[name]);
    if (!parsed.success) this.#warnings.add(`${name}: of an unexpected type`);
    return parsed.data ?? null;
  }
}
