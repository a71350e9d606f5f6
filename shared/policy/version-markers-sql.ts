import { parseMarkerPolicy } from './version-markers.ts';

/**
 * GoogleSQL for the rows of the policy that queries need: limits in their order, and promotions.
 *
 * @param policy what `infra/policy/version-markers.json` holds
 * @throws Error which says what is wrong, and where
 */
export function markerPolicySql(policy: unknown): string {
  const { limits, promotions } = parseMarkerPolicy(policy);
  const rows = [
    ...limits.map(({ markers, stale_after_hours: hours }, index) =>
      rowOf({ kind: 'limit', position: index + 1, markers: expressionOf(markers), hours }),
    ),
    ...promotions.map(({ to, from }, index) =>
      rowOf({ kind: 'promotion', position: index + 1, markers: to, from }),
    ),
  ];
  return `-- Written by \`npm run generate\` from infra/policy/version-markers.json.\n${rows.join('\nUNION ALL\n')}\n`;
}

interface PolicyRow {
  readonly kind: 'limit' | 'promotion';
  readonly position: number;
  readonly markers: string;
  readonly hours?: number | null;
  readonly from?: string;
}

function rowOf({ kind, position, markers, hours = null, from }: PolicyRow): string {
  const source = from === undefined ? 'CAST(NULL AS STRING)' : `'${from}'`;
  const limit = `CAST(${hours ?? 'NULL'} AS FLOAT64)`;
  return `SELECT '${kind}' AS kind, ${position} AS position, '${markers}' AS markers, ${limit} AS stale_after_hours, ${source} AS promoted_from`;
}

/** A regular expression for names in which `*` stands for anything. */
function expressionOf(markers: string): string {
  return `^${markers.replaceAll('.', '[.]').replaceAll('*', '.*')}$`;
}
