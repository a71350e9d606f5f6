import { z } from 'zod';
import type { DescribedView } from '../../../shared/ports/views.ts';
import type { WarehouseReader } from '../../../shared/ports/warehouse.ts';
import { UsageError } from '../../../shared/errors.ts';
import { VIEW_LAYERS } from '../../../shared/views/layers.ts';
import { failureQuery } from '../../dashboard/failure-query.ts';
import { parseFailureTarget } from '../../dashboard/failure-target.ts';
import { limitedText } from './limited-text.ts';

/** What tools read. */
export interface ToolPorts {
  readonly views: readonly DescribedView[];
  /** Opens the warehouse for one call: a tool that waits does not keep other processes from writing it. */
  readonly withReader: (use: (reader: WarehouseReader) => Promise<string>) => Promise<string>;
}

/** A tool of the server: what an agent may ask, and the answer as text. */
export interface Tool<Input> {
  readonly name: string;
  readonly description: string;
  readonly input: z.ZodType<Input>;
  readonly answer: (input: Input, ports: ToolPorts) => Promise<string>;
}

const maxRows = z.number().int().min(1).max(1000).default(100);

/** Runs a SELECT. */
export const QUERY_TOOL: Tool<{ sql: string; max_rows: number }> = {
  name: 'query',
  description:
    'Runs one SELECT in GoogleSQL over the views, whose names the tool schema lists. Nothing can be changed.',
  input: z.object({ sql: z.string().min(1).max(20_000), max_rows: maxRows }),
  answer: async ({ sql, max_rows }, { withReader }) =>
    await withReader(async (reader) => limitedText(await reader.query(sql), max_rows)),
};

/** Lists the views, or describes the columns of one. */
export const SCHEMA_TOOL: Tool<{ view?: string | undefined }> = {
  name: 'schema',
  description: 'Lists the views with their descriptions; with the name of a view, its columns.',
  input: z.object({ view: z.string().optional() }),
  answer: ({ view }, { views }) =>
    Promise.resolve(view === undefined ? listed(views) : described(view, views)),
};

/** Lists incidents. */
export const INCIDENTS_TOOL: Tool<{ open_only: boolean; max_rows: number }> = {
  name: 'incidents',
  description:
    'Lists what broke in the last 28 days, one row for each cause, by the number of builds that were lost.',
  input: z.object({ open_only: z.boolean().default(false), max_rows: maxRows }),
  answer: async ({ open_only, max_rows }, { withReader }) =>
    await withReader(async (reader) => {
      const condition = open_only ? 'WHERE is_open' : '';
      const sql = `SELECT * FROM incidents ${condition} ORDER BY builds_lost DESC, started_at DESC`;
      return limitedText(await reader.query(sql), max_rows);
    }),
};

/** Explains the failures of a build or pull request. */
export const FAILURE_TOOL: Tool<{ build_or_pull_request: string; max_rows: number }> = {
  name: 'failure',
  description:
    'Tells for each failed test of a build (URL or number) or pull request (URL or org/repo#number) whether the change broke it, with the proof.',
  input: z.object({ build_or_pull_request: z.string().min(1).max(2000), max_rows: maxRows }),
  answer: async ({ build_or_pull_request: written, max_rows }, { withReader }) => {
    const { sql, parameters } = failureQuery(parseFailureTarget(written));
    return await withReader(async (reader) =>
      limitedText(
        await reader.query(`${sql} ORDER BY builds.job, test_name`, parameters),
        max_rows,
      ),
    );
  },
};

function listed(views: readonly DescribedView[]): string {
  const order = (view: DescribedView): number => VIEW_LAYERS.indexOf(view.layer);
  return views
    .toSorted((a, b) => order(b) - order(a))
    .map(({ name, layer, description }) => `${name} (${layer}): ${description}`)
    .join('\n');
}

function described(name: string, views: readonly DescribedView[]): string {
  const view = views.find((one) => one.name === name);
  if (view === undefined) throw new UsageError(`there is no view ${name}; schema lists them`);
  const columns = Object.entries(view.columns).map(([column, text]) => `${column}: ${text}`);
  return [view.description, ...columns].join('\n');
}
