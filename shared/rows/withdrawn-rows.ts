import type { BuildLocation } from '../domain/build-location.ts';
import { rowKey } from '../domain/identity.ts';
import type { BuildsRow, IngestedObjectsRow, Int64, VersionMarkersRow } from '../schema/tables.ts';
import { markOfBuild } from './build-mark.ts';
import { ledgerRow } from './ledger-row.ts';

/** The outcome of rows which say that readings do not count any more. */
export const WITHDRAWN = 'withdrawn';

/** The parser version of rows that withdraw a generation as read by any version, and all generations before it. */
export const ANY_PARSER = 0;

/** The date of rows that withdraw readings under every date. */
export const ANY_DATE = '1970-01-01';

/** Readings of an object that do not count any more. */
export interface Withdrawal {
  readonly bucket: string;
  readonly name: string;
  readonly generation: Int64;
  /** {@link ANY_PARSER}, or the version of the only reading that is withdrawn. */
  readonly parserVersion: number;
  readonly buildDate: string;
}

/** A {@link Withdrawal} for the ledger. */
export interface LedgerWithdrawal extends Withdrawal {
  readonly kind: string;
  readonly build?: BuildLocation | undefined;
  /** Generation of the row of the build; only for files that such a row is made of. */
  readonly buildGeneration?: Int64 | undefined;
  /** Why and by whom it is withdrawn. */
  readonly reason: string;
  /** Time in ISO 8601, UTC. */
  readonly withdrawnAt: string;
}

/** Returns the row of the ledger after which readings of an object do not count any more. */
export function withdrawnLedgerRow(withdrawal: LedgerWithdrawal): IngestedObjectsRow {
  const { withdrawnAt, reason, kind, build, buildDate, buildGeneration, parserVersion } =
    withdrawal;
  const row = ledgerRow({
    version: { ...versionOf(withdrawal), sizeBytes: 0, updatedAt: withdrawnAt },
    ...{ kind, parserVersion, build, buildDate, buildGeneration, reason },
    ingestedAt: withdrawnAt,
    outcome: 'ignored',
  });
  return { ...row, outcome: WITHDRAWN, size_bytes: null, updated_at: null };
}

/** Returns the row of `builds` after which readings of a build do not count any more, until a newer file of it is read. */
export function withdrawnBuildRow(
  withdrawal: Withdrawal,
  build: BuildLocation,
  newestFileGeneration: Int64 | null,
): BuildsRow {
  const key = { ...keyOf(withdrawal), newest_file_generation: newestFileGeneration };
  return markOfBuild(WITHDRAWN, build, key);
}

/** Returns the row of `version_markers` after which a generation of a marker does not count any more. */
export function withdrawnMarkerRow(withdrawal: Withdrawal): VersionMarkersRow {
  return {
    ...keyOf(withdrawal),
    product: null,
    branch: null,
    channel: '',
    version: '',
    commit: null,
    url: null,
    written_at: `${withdrawal.buildDate}T00:00:00.000Z`,
    is_withdrawn: true,
  };
}

function keyOf(withdrawal: Withdrawal) {
  const { parserVersion, buildDate } = withdrawal;
  return { ...rowKey(versionOf(withdrawal), 0, parserVersion), build_date: buildDate };
}

function versionOf({ bucket, name, generation }: Withdrawal) {
  return { bucket, name, generation: String(generation) };
}
