import { z } from 'zod';
import repositories from './repositories.json' with { type: 'json' };
import { nameList } from './vocabulary.ts';

const branch = z
  .strictObject({
    name: z.string(),
    /** The version of the branch's builds, and the tag from which its commits are counted. */
    version: z.string(),
    base: z.string(),
    commits_before: z.number().int(),
    commits_per_day: z.number().positive(),
  })
  .readonly();
export type Branch = z.infer<typeof branch>;

const marker = z.strictObject({ lag_minutes: z.number() }).readonly();

/** The repository under test, its branches, and the delay of the versions that its markers name. */
export const REPOSITORY = z
  .strictObject({
    bucket: z.string(),
    view_url: z.string(),
    repository: z.strictObject({ org: z.string(), repo: z.string() }).readonly(),
    lead_days: z.number(),
    default_branch: z.string(),
    branches: z.array(branch).readonly(),
    markers: z.strictObject({ 'latest-ci': marker, 'latest-ci-updown-green': marker }).readonly(),
    authors: nameList,
    title_verbs: nameList,
    title_objects: nameList,
  })
  .readonly()
  .parse(repositories);

export type MarkerChannel = keyof typeof REPOSITORY.markers;
