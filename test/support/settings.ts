import type { CollectSettings } from '../../functions/collect/ports.ts';
import type { ObjectNaming } from '../../shared/artifacts/object-name.ts';
import { DEFAULT_LIMITS } from '../../shared/artifacts/limits.ts';
import { KUBERNETES_PATHS } from '../../shared/artifacts/path-strategy.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import { secretMask } from '../../shared/domain/secrets/secret-mask.ts';
import type { Logger } from '../../shared/ports/logger.ts';
import { POLICIES } from './policies.ts';

/** Naming of objects in the buckets of Kubernetes. */
export const NAMING: ObjectNaming = {
  pathStrategy: KUBERNETES_PATHS,
  policies: POLICIES,
};

export const SETTINGS: CollectSettings = {
  policies: POLICIES,
  pathStrategy: KUBERNETES_PATHS,
  keepSkips: false,
  patienceSeconds: 600,
  limits: DEFAULT_LIMITS,
};

/** A clock long after the last write in the buckets of the tests. */
export const LATER: Clock = { now: () => Date.parse('2026-11-21T00:00:00Z') };

/** Hides secrets as the policy of `infra/policy/` says. */
export const { mask: MASK } = secretMask(POLICIES.secrets);

export const QUIET: Logger = { log: () => undefined };
