import { z } from 'zod';
import { QueryError } from '../../shared/errors.ts';
import { markup, NOTHING, type Html } from './render/html.ts';
import { ageText, minuteText, numberText } from './render/value.ts';
import type { Results } from './results.ts';

/** The state of the history: how new it is, whether rows are missing, and whether it is simulated. */
export const STATE_STATEMENT = {
  sql: `SELECT
  history_window.newest_arrival_at,
  history_window.newest_reading_at,
  (SELECT COALESCE(SUM(missing_rows), 0) FROM refreshed_dates) AS missing_rows,
  (
    SELECT COUNT(*) > 0
    FROM ci_raw.ingested_objects
    WHERE build_date >= '1970-01-01' AND kind = 'simulation'
  ) AS is_simulated
FROM history_window
ORDER BY newest_arrival_at`,
  parameters: {},
};

const stateSchema = z.object({
  newest_arrival_at: z.string().nullable(),
  newest_reading_at: z.string().nullable(),
  missing_rows: z.coerce.number(),
  is_simulated: z.boolean(),
});

/** Returns the line about the state of the data that every page has. */
export async function readStateLine(results: Results, now: number): Promise<Html> {
  try {
    const { rows } = await results.get(STATE_STATEMENT);
    const state = stateSchema.optional().parse(rows[0]);
    if (state?.newest_arrival_at == null) return await markup`The warehouse has no builds.`;
    const { newest_arrival_at: at, newest_reading_at: read, missing_rows, is_simulated } = state;
    return await markup`${is_simulated ? markup`<strong>Simulated history.</strong> ` : NOTHING}Newest build <time datetime="${at}">${minuteText(at)} UTC</time> (${ageText(at, now)})${
      read === null ? NOTHING : markup`, read ${ageText(read, now)}`
    }. ${missingRows(missing_rows)}`;
  } catch (error) {
    // A warehouse of another version may lack these views; the sections say so themselves.
    if (!(error instanceof QueryError)) throw error;
    return markup`The state of the data cannot be read; <code>ci-signal refresh</code> brings the warehouse up to date.`;
  }
}

function missingRows(missing: number): Html {
  return missing === 0
    ? markup`<a href="/pipeline">Complete</a>: no rows are missing.`
    : markup`<a href="/pipeline"><strong>Incomplete</strong></a>: ${numberText(missing)} rows are missing.`;
}
