import { dateOf } from '../../shared/domain/build-start.ts';
import { PARSER_VERSION } from '../../shared/domain/identity.ts';
import { SourceError } from '../../shared/errors.ts';
import type { Warehouse } from '../../shared/ports/warehouse.ts';
import { ledgerRow } from '../../shared/rows/ledger-row.ts';
import { SIMULATION, TRUTH_FILE, type KnownBuckets } from './known-buckets.ts';
import type { OpenedSource } from './ports.ts';

/** Input of {@link refuseMixture}. */
export interface Mixture {
  readonly sources: readonly OpenedSource[];
  readonly known: KnownBuckets;
  /** The warehouse as it is written in the command. */
  readonly warehouse: string;
  /** Whether the user named the warehouse or the bucket, and so agrees that several real buckets share a warehouse. */
  readonly isNamed: boolean;
}

/**
 * Refuses sources that would make answers about other sources wrong: simulated beside real builds, or another real
 * bucket in a warehouse that was not named for it.
 *
 * @throws SourceError which says what to do
 */
export function refuseMixture({ sources, known, warehouse, isNamed }: Mixture): void {
  const simulated = [...known.simulated, ...namesOf(sources, true)];
  // A warehouse of an older version does not remember that its bucket was simulated.
  const stored = known.real.filter((bucket) => !namesOf(sources, true).includes(bucket));
  const real = [...stored, ...namesOf(sources, false)];
  const [source] = sources;
  if (source === undefined) return;
  const own = `use a warehouse of its own: --warehouse ${ownWarehouse(source)}`;
  if (simulated.length > 0 && real.length > 0) {
    throw new SourceError(
      `cannot put simulated builds (${unique(simulated)}) and real builds (${unique(real)}) into one warehouse, ` +
        `${warehouse}: every answer would mix them; ${own}, or pass --mix if you mean it`,
    );
  }
  const others = known.real.filter((bucket) => sources.every((one) => one.bucket !== bucket));
  if (others.length > 0 && !isNamed) {
    throw new SourceError(
      `the warehouse ${warehouse} has builds of ${unique(others)}, and answers would mix them with those of ` +
        `${unique(namesOf(sources, false))}; ${own}, or name ${warehouse} by --warehouse if you mean it`,
    );
  }
}

/** Records in the ledger that the bucket of a simulated source is simulated. */
export async function recordSimulated(warehouse: Warehouse, source: OpenedSource): Promise<void> {
  if (!source.isSimulated) return;
  const truth = await source.store.open(source.bucket, TRUTH_FILE);
  if (truth === undefined) return;
  const { version } = truth;
  await warehouse.append('ingested_objects', [
    ledgerRow({
      version,
      kind: SIMULATION,
      parserVersion: PARSER_VERSION,
      buildDate: dateOf(version.updatedAt),
      ingestedAt: version.updatedAt,
      outcome: 'ignored',
      reason: 'the bucket is simulated',
    }),
  ]);
}

/** Returns the warehouse of a source whose user named none: a file with the name of the bucket. */
export function ownWarehouse({ bucket }: OpenedSource): string {
  const name = bucket.replaceAll(/[^\w.-]/g, '-');
  // The warehouse of the simulated bucket has the name ci.duckdb.
  return name === 'ci' ? 'ci-bucket.duckdb' : `${name}.duckdb`;
}

function namesOf(sources: readonly OpenedSource[], isSimulated: boolean): readonly string[] {
  return sources.filter((one) => one.isSimulated === isSimulated).map(({ bucket }) => bucket);
}

function unique(names: readonly string[]): string {
  return [...new Set(names)].join(', ');
}
