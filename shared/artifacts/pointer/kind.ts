import { secretMask } from '../../domain/secrets/secret-mask.ts';
import type { Pointer } from '../kind.ts';
import { readPointer } from './read-pointer.ts';
import type { PointerRecord } from './records.ts';

/** Pointers to the newest build of a job. */
export const latestBuildKind = pointer('latest_build');

/** Pointers from the alias of a presubmit build to its folder. */
export const buildAliasKind = pointer('build_alias');

function pointer(kind: PointerRecord['kind']): Pointer {
  return {
    family: 'pointer',
    policies: ['secrets'],
    read: async function* (bytes, { policies }) {
      const pointer = await readPointer(kind, bytes);
      yield [{ ...pointer, target: secretMask(policies.secrets).mask(pointer.target) }];
    },
  };
}
