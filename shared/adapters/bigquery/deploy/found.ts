import { z } from 'zod';

/** Names in BigQuery's API that GoogleSQL writes in another way. */
const GOOGLESQL_TYPES: Readonly<Record<string, string>> = {
  INTEGER: 'INT64',
  FLOAT: 'FLOAT64',
  BOOLEAN: 'BOOL',
  RECORD: 'STRUCT',
};

/** Whatever else is there of a field, such as those of a STRUCT, is kept for requests that change its description. */
const fieldSchema = z.looseObject({
  name: z.string(),
  type: z.string().transform((type) => GOOGLESQL_TYPES[type] ?? type),
  mode: z.string().default('NULLABLE'),
  description: z.string().default(''),
});

/** A column as BigQuery describes it, with GoogleSQL's name of its type. */
export type FoundField = z.infer<typeof fieldSchema>;

const tableSchema = z.object({
  type: z.string(),
  etag: z.string().optional(),
  description: z.string().default(''),
  labels: z.record(z.string(), z.string()).default({}),
  schema: z.object({ fields: z.array(fieldSchema).default([]) }).default({ fields: [] }),
  view: z.object({ query: z.string() }).optional(),
  timePartitioning: z.object({ field: z.string().optional() }).optional(),
  requirePartitionFilter: z.boolean().optional(),
  clustering: z.object({ fields: z.array(z.string()) }).optional(),
});

/** A table or view that is there. */
export type FoundTable = z.infer<typeof tableSchema>;

const datasetSchema = z.object({ location: z.string() });

/** A dataset that is there. */
export type FoundDataset = z.infer<typeof datasetSchema>;

const listedSchema = z.object({
  id: z.string(),
  metadata: z.object({ labels: z.record(z.string(), z.string()).default({}) }),
});

/** Parses BigQuery's description of a table or view. */
export function parseTable(answer: unknown): FoundTable {
  return tableSchema.parse(answer);
}

/** Parses BigQuery's description of a dataset. */
export function parseDataset(answer: unknown): FoundDataset {
  return datasetSchema.parse(answer);
}

/** Returns the labels of listed tables and views by their names. */
export function parseLabels(
  listed: readonly { readonly id?: unknown; readonly metadata?: unknown }[],
): ReadonlyMap<string, Readonly<Record<string, string>>> {
  return new Map(
    listed.map((table) => {
      const { id, metadata } = listedSchema.parse({ id: table.id, metadata: table.metadata });
      return [id, metadata.labels];
    }),
  );
}

const dryRunSchema = z.object({
  statistics: z.object({
    query: z.object({ schema: z.object({ fields: z.array(fieldSchema) }) }),
  }),
});

/** Returns the columns of a query according to the answer to its dry run. */
export function parseQueryFields(answer: unknown): readonly FoundField[] {
  return dryRunSchema.parse(answer).statistics.query.schema.fields;
}
