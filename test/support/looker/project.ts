import { readdirSync, readFileSync } from 'node:fs';
import parser from 'lookml-parser';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';

/** Folder of the Looker project. */
export const LOOKER_FOLDER = new URL('../../../infra/looker/', import.meta.url);

const fieldSchema = z.object({
  type: z.string().optional(),
  datatype: z.string().optional(),
  sql: z.string().optional(),
  link: z.unknown().optional(),
});
const fieldsSchema = z.record(z.string(), fieldSchema).default({});

const viewSchema = z.object({
  sql_table_name: z.string(),
  dimension: fieldsSchema,
  dimension_group: z
    .record(z.string(), fieldSchema.extend({ timeframes: z.array(z.string()) }))
    .default({}),
  measure: fieldsSchema,
  set: z.object({ detail: z.object({ fields: z.array(z.string()) }) }),
});

const exploreSchema = z.object({
  join: z
    .record(z.string(), z.object({ sql_on: z.string(), relationship: z.string() }))
    .default({}),
  always_filter: z.object({ filters: z.record(z.string(), z.unknown()) }).optional(),
});

const modelSchema = z.object({
  connection: z.string(),
  explore: z.record(z.string(), exploreSchema),
});

const filtersSchema = z.record(z.string(), z.string()).default({});

const elementSchema = z.object({
  title: z.string(),
  explore: z.string(),
  type: z.string(),
  fields: z.array(z.string()),
  pivots: z.array(z.string()).default([]),
  sorts: z.array(z.string()).default([]),
  filters: filtersSchema,
  listen: filtersSchema,
  limit: z.number(),
});

const boardFilterSchema = z.object({
  name: z.string(),
  type: z.literal('field_filter'),
  explore: z.string(),
  field: z.string(),
  default_value: z.string().optional(),
});

const dashboardsSchema = z
  .array(
    z.object({
      dashboard: z.string(),
      title: z.string(),
      filters: z.array(boardFilterSchema),
      elements: z.array(elementSchema),
    }),
  )
  .length(1);

/** A view of the Looker project, as its file has it. */
export type LookerView = z.infer<typeof viewSchema>;

/** A tile of a dashboard, as its file has it. */
export type LookerElement = z.infer<typeof elementSchema>;

/** A dashboard, as its file has it. */
export type LookerBoard = z.infer<typeof dashboardsSchema>[number];

/** Returns the view of a file `<name>.view.lkml`. */
export function readLookerView(name: string): LookerView {
  const file = z.object({ view: z.record(z.string(), viewSchema) });
  const view = file.parse(parsed(`views/${name}.view.lkml`)).view[name];
  if (view === undefined) throw new Error(`${name}.view.lkml has no view ${name}`);
  return view;
}

/** Returns the names of the fields of a view: dimensions, each timeframe of a group, and measures. */
export function fieldNamesOf(view: LookerView): readonly string[] {
  const times = Object.entries(view.dimension_group).flatMap(([group, { timeframes }]) =>
    timeframes.map((timeframe) => `${group}_${timeframe}`),
  );
  return [...Object.keys(view.dimension), ...times, ...Object.keys(view.measure)];
}

/** Returns the names of the views that have a file. */
export function lookerViewNames(): readonly string[] {
  return readdirSync(new URL('views/', LOOKER_FOLDER)).map((file) =>
    file.replace('.view.lkml', ''),
  );
}

/** Returns the model: its connection and its explores. */
export function readLookerModel(): z.infer<typeof modelSchema> {
  return modelSchema.parse(parsed('ci_signal.model.lkml'));
}

/** Returns the dashboards in the order of their file names. */
export function readLookerBoards(): readonly LookerBoard[] {
  const folder = new URL('dashboards/', LOOKER_FOLDER);
  return readdirSync(folder)
    .toSorted()
    .flatMap((file) =>
      dashboardsSchema.parse(parseYaml(readFileSync(new URL(file, folder), 'utf8'))),
    );
}

function parsed(path: string): unknown {
  return parser.parse(readFileSync(new URL(path, LOOKER_FOLDER), 'utf8'));
}
