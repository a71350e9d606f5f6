import { z } from 'zod';
import type { QueryResult, QueryValue } from '../../ports/warehouse.ts';

/** A column of a result as BigQuery describes it, with legacy or GoogleSQL names of types. */
export interface ResultField {
  readonly name: string;
  readonly type: string;
  readonly mode?: string | undefined;
  readonly fields?: readonly ResultField[] | undefined;
}

const fieldSchema: z.ZodType<ResultField> = z.object({
  name: z.string(),
  type: z.string(),
  mode: z.string().optional(),
  fields: z.lazy(() => z.array(fieldSchema)).optional(),
});

/** The part of a response that describes the columns; that to a statement without a result has none. */
const answerSchema = z.object({
  schema: z.object({ fields: z.array(fieldSchema).default([]) }).optional(),
});

/** BigQuery sends a row or a STRUCT as `{f: [{v: …}, …]}` and an ARRAY as `[{v: …}, …]`. */
const structSchema = z.object({ f: z.array(z.object({ v: z.unknown() })) });
const arraySchema = z.array(z.object({ v: z.unknown() }));

/** Returns the columns that a response describes, or `undefined` if it describes none. */
export function parseFields(answer: unknown): readonly ResultField[] | undefined {
  return answerSchema.parse(answer).schema?.fields;
}

/** Converts rows from BigQuery's response format to that of the port. */
export function toQueryResult(
  fields: readonly ResultField[],
  rows: readonly unknown[],
): QueryResult {
  return {
    columns: fields.map((field) => field.name),
    rows: rows.map((row) => toStruct(fields, row)),
  };
}

function toStruct(fields: readonly ResultField[], struct: unknown): Record<string, QueryValue> {
  const { f: cells } = structSchema.parse(struct);
  return Object.fromEntries(
    fields.map((field, index) => [field.name, toValue(field, cells[index]?.v)]),
  );
}

function toValue(field: ResultField, value: unknown): QueryValue {
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
      // JSON has no NaN and no infinities.
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
