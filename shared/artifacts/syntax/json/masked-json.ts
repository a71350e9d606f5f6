import { isSecretField } from '../../../domain/secrets/secret-names.ts';
import { secretMask } from '../../../domain/secrets/secret-mask.ts';
import { HIDDEN } from '../../../domain/secrets/span.ts';
import type { SecretPolicy } from '../../../policy/secrets.ts';
import type { JsonValue } from '../../../schema/tables.ts';

/**
 * Returns a value without secrets, and without characters that warehouses reject: in its texts, in the names of its members,
 * and in members whose names are those of secrets.
 */
export function maskedJson(value: JsonValue, secrets: SecretPolicy): JsonValue {
  if (typeof value === 'string') return clean(secretMask(secrets).mask(value));
  if (typeof value !== 'object' || value === null) return value;
  if (isList(value)) return value.map((element) => maskedJson(element, secrets));
  const members = Object.entries(value).map(([name, member]): [string, JsonValue] => [
    clean(secretMask(secrets).mask(name)),
    typeof member === 'string' && isSecretField(name, member, secrets)
      ? HIDDEN
      : maskedJson(member, secrets),
  ]);
  return Object.fromEntries(members);
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

// eslint-disable-next-line no-control-regex -- these characters are searched for
const CONTROL = /[\x00-\x08\x0b\x0c\x0e-\x1f]/g;

/** Replaces characters that XML and warehouses reject. */
export function clean(text: string): string {
  return text.replaceAll(CONTROL, '\ufffd').toWellFormed();
}
