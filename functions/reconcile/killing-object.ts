import { parserVersionOf } from '../../shared/artifacts/registry.ts';
import { dateOfWriting } from '../../shared/domain/possible-date.ts';
import type { Policies } from '../../shared/policy/policies.ts';
import { ledgerRow } from '../../shared/rows/ledger-row.ts';
import type { IngestedObjectsRow } from '../../shared/schema/tables.ts';
import type { ComparedObject } from './compare-objects.ts';
import type { ComparingFunction } from './position.ts';

/** Times that an object is read alone before it is given up, if the function ends each time. */
export const MAX_READINGS_ALONE = 3;

/** Returns the row of the ledger which says that an object is rejected, because the function does not survive reading it. */
export function killingObjectRow(
  { object, artifact }: ComparedObject,
  {
    policies,
    now,
    comparedBy,
  }: {
    readonly policies: Policies;
    /** In milliseconds since 1970. */
    readonly now: number;
    readonly comparedBy: ComparingFunction;
  },
): IngestedObjectsRow {
  return ledgerRow({
    version: object,
    kind: artifact.kind,
    parserVersion: parserVersionOf(artifact.kind, policies),
    build: artifact.build,
    buildDate: dateOfWriting(object.updatedAt),
    ingestedAt: new Date(now).toISOString(),
    outcome: 'rejected',
    reason:
      `the function ${comparedBy} ended ${MAX_READINGS_ALONE} times while it read the object and nothing else, for want of ` +
      'memory or time: read it by `ci-signal ingest --again` on a larger machine',
  });
}
