import { readFileSync, readdirSync } from 'node:fs';
import { z } from 'zod';
import type { GeneratedFile } from './generated-files.ts';

const TYPES = {
  STRING: 'string',
  INT64: 'Int64',
  FLOAT64: 'number',
  BOOL: 'boolean',
  DATE: 'string',
  TIMESTAMP: 'string',
  JSON: 'JsonValue',
} as const;

const columnSchema = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9_]*$/),
  type: z.enum(Object.keys(TYPES) as (keyof typeof TYPES)[]),
  mode: z.enum(['REQUIRED', 'NULLABLE', 'REPEATED']),
  description: z.string().endsWith('.'),
});

const tableSchema = z.strictObject({
  name: z.string(),
  description: z.string().endsWith('.'),
  time_partitioning: z.strictObject({ type: z.literal('DAY'), field: z.string() }),
  require_partition_filter: z.literal(true),
  clustering: z.array(z.string()).min(1).max(4),
  schema: z.array(columnSchema),
});

type Table = z.infer<typeof tableSchema>;
type Column = z.infer<typeof columnSchema>;

const HEADER = `// Generated from infra/tables/*.json by \`npm run generate\`. Change those, not this.

/** An INT64: a decimal string where it may lie beyond 2^53. */
export type Int64 = number | string;

export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue };
`;

const FOOTER = `export type TableName = keyof Tables;

export type TableRow<T extends TableName> = Tables[T];

export const TABLE_NAMES = Object.keys(TABLES) as readonly TableName[];
`;

function pascalCase(name: string): string {
  return name.replaceAll(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function field({ name, type, mode, description }: Column): string {
  const base = TYPES[type];
  const written =
    mode === 'REPEATED' ? `readonly ${base}[]` : mode === 'REQUIRED' ? base : `${base} | null`;
  return `  /** ${description} */\n  readonly ${name}: ${written};\n`;
}

function rowType(table: Table): string {
  const name = `${pascalCase(table.name)}Row`;
  return `/** ${table.description} */\nexport interface ${name} {\n${table.schema.map(field).join('')}}\n`;
}

/** Returns the source text of `shared/schema/tables.ts`: a row type for each table, and the schemas as data. */
function tableTypes(folder: URL): string {
  const tables = readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => tableSchema.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8'))));
  const map = tables.map(({ name }) => `  readonly ${name}: ${pascalCase(name)}Row;\n`).join('');
  const data = Object.fromEntries(tables.map((table) => [table.name, table]));
  return [
    HEADER,
    ...tables.map(rowType),
    `export interface Tables {\n${map}}\n`,
    `/** The schema files, by table. */\nexport const TABLES = ${JSON.stringify(data, null, 2)} as const;\n`,
    FOOTER,
  ].join('\n');
}

/** Returns `shared/schema/tables.ts` as the files of `infra/tables` have it. */
export function tableTypesFile(): GeneratedFile {
  const file = new URL('../../shared/schema/tables.ts', import.meta.url);
  return { file, text: tableTypes(new URL('../tables/', import.meta.url)) };
}
