import { z } from 'zod';
import type { QueryResult, QueryValue } from '../../ports/warehouse.ts';

/** A column of a result as BigQuery describes it, with its older names of types. */
export interface Field {
  readonly name: string;
  readonly type: string;
  readonly mode?: string | undefined;
  readonly fields?: readonly Field[] | undefined;
}

const fieldSchema: z.ZodType<Field> = z.object({
  name: z.string(),
  type: z.string(),
  mode: z.string().optional(),
  fields: z.lazy(() => z.array(fieldSchema)).optional(),
});

/** The part of an answer that describes the columns; a statement without a result has none. */
const answerSchema = z.object({
  schema: z.object({ fields: z.array(fieldSchema).default([]) }).optional(),
});

/** A row or a STRUCT: `{f: [{v: …}, …]}`. An ARRAY: `[{v: …}, …]`. */
const structSchema = z.object({ f: z.array(z.object({ v: z.unknown() })) });
const arraySchema = z.array(z.object({ v: z.unknown() }));

export function parseFields(answer: unknown): readonly Field[] | undefined {
  return answerSchema.parse(answer).schema?.fields;
}

/** Rows as BigQuery sends them become rows as the port gives them. */
export function toQueryResult(fields: readonly Field[], rows: readonly unknown[]): QueryResult {
  return {
    columns: fields.map((field) => field.name),
    rows: rows.map((row) => toStruct(fields, row)),
  };
}

function toStruct(fields: readonly Field[], struct: unknown): Record<string, QueryValue> {
  const { f: cells } = structSchema.parse(struct);
  return Object.fromEntries(
    fields.map((field, index) => [field.name, toValue(field, cells[index]?.v)]),
  );
}

function toValue(field: Field, value: unknown): QueryValue {
  if (field.mode === 'REPEATED') {
    const element = { ...field, mode: 'NULLABLE' };
    return arraySchema.parse(value ?? []).map((item) => toValue(element, item.v));
  }
  if (value === null || value === undefined) return null;
  if (field.fields !== undefined) return toStruct(field.fields, value);
  return toScalar(field.type, z.string().parse(value));
}

function toScalar(type: string, text: string): QueryValue {
  switch (type) {
    case 'INTEGER':
    case 'INT64':
      return Number.isSafeInteger(Number(text)) ? Number(text) : text;
    case 'FLOAT':
    case 'FLOAT64':
    case 'NUMERIC':
    case 'BIGNUMERIC':
      // NaN and the infinities are no JSON.
      return Number.isFinite(Number(text)) ? Number(text) : text;
    case 'BOOLEAN':
    case 'BOOL':
      return text === 'true';
    case 'TIMESTAMP':
      return new Date(Number(BigInt(text) / 1000n)).toISOString();
    case 'JSON':
      return JSON.parse(text) as QueryValue;
    default:
      return text;
  }
}
