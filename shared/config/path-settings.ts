import { z } from 'zod';
import type { PathStrategy } from '../artifacts/path-strategy.ts';

/** Schemas of the settings PATH_STRATEGY, DEFAULT_ORG and DEFAULT_REPO; the defaults are those of Kubernetes. */
export const pathSettings = {
  PATH_STRATEGY: z.enum(['legacy', 'single', 'explicit']).default('legacy'),
  DEFAULT_ORG: z.string().default('kubernetes'),
  DEFAULT_REPO: z.string().default('kubernetes'),
};

/** Returns the path strategy that the settings describe. */
export function pathStrategy(settings: {
  readonly PATH_STRATEGY: PathStrategy['kind'];
  readonly DEFAULT_ORG: string;
  readonly DEFAULT_REPO: string;
}): PathStrategy {
  return {
    kind: settings.PATH_STRATEGY,
    defaultOrg: settings.DEFAULT_ORG,
    defaultRepo: settings.DEFAULT_REPO,
  };
}
