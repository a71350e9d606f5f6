import type { ObjectVersion } from '../../../../shared/domain/object.ts';
import type { ArtifactStore } from '../../../../shared/ports/artifact-store.ts';
import { parserVersionOf } from '../../../../shared/artifacts/registry.ts';
import {
  NONE_INCOMPLETE,
  type Ledger,
  type LedgerEntry,
} from '../../../../functions/reconcile/ledger.ts';
import { SETTINGS } from '../../../support/settings.ts';

const WRITTEN = Date.parse('2026-11-01T00:00:00.000Z');
const FILES = ['artifacts/junit_01.xml', 'finished.json', 'started.json'] as const;
const KINDS = ['junit', 'finished', 'started'] as const;

/** Returns the object at a position of a bucket of any size, in the order of the names. */
export function objectAt(position: number): ObjectVersion {
  const build = `1${String(Math.floor(position / FILES.length)).padStart(18, '0')}`;
  const name = `logs/job/${build}/${FILES[position % FILES.length] ?? ''}`;
  const updatedAt = new Date(WRITTEN + position * 100).toISOString();
  return { bucket: 'b', name, generation: '7', sizeBytes: 1, updatedAt };
}

/** Returns the position of an object by its name. */
export function positionOf(name: string): number {
  const [, , build = '', ...file] = name.split('/');
  return Number(build.slice(1)) * FILES.length + FILES.findIndex((one) => one === file.join('/'));
}

/** A bucket with a number of objects, of which none is held. */
export function hugeStore(objects: number): ArtifactStore {
  return {
    async *list() {
      for (let i = 0; i < objects; i++) yield await Promise.resolve(objectAt(i));
    },
    open: () => Promise.reject(new Error('nothing is opened')),
  };
}

/** A ledger that has every object but each 1000th, and twice as many objects that are gone, of which none is held. */
export function hugeLedger(objects: number): Ledger {
  let position = 0;
  return {
    async *entries({ last }) {
      for (; position < objects; position++) {
        const { name, updatedAt } = objectAt(position);
        if (last !== undefined && name > last) return;
        const kind = KINDS[position % KINDS.length] ?? 'junit';
        const parserVersion = parserVersionOf(kind, SETTINGS.policies);
        const entry: LedgerEntry = {
          name,
          updatedAt,
          kind,
          parserVersion,
          job: 'job',
          generation: '7',
          isMoved: false,
          denied: null,
          withdrawn: { until: null, generations: [] },
        };
        if (position % 1000 !== 0) yield await Promise.resolve(entry);
        if (position % FILES.length !== 0) continue;
        for (const gone of ['1', '2', '3', '4', '5', '6'])
          yield { ...entry, name: `${name}.${gone}` };
      }
    },
    incomplete: () => Promise.resolve(NONE_INCOMPLETE),
  };
}
