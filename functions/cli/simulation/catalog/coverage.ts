import { z } from 'zod';
import coverage from './coverage.json' with { type: 'json' };
import { nameList, rangeSchema, shareSchema } from './vocabulary.ts';

const part = z
  .strictObject({
    /** Name of the report below the folder of the build. */
    report: z.string(),
    /** What the report writes in front of paths. */
    prefix: z.string(),
    ending: z.string(),
    files: z.int(),
    directories: nameList,
  })
  .readonly();
export type SourcePart = z.infer<typeof part>;

const drop = z
  .strictObject({
    id: z.string(),
    count: z.int(),
    files: rangeSchema,
    /** Share of the covered blocks of these files that do not run any more. */
    share: shareSchema,
  })
  .readonly();

/** The source code whose unit tests report coverage, and how its coverage develops. */
export const COVERAGE_CATALOG = z
  .strictObject({
    jobs: nameList,
    go: part,
    web: part,
    /** Number of blocks of code of a file. */
    blocks: rangeSchema,
    /** Number of statements of a block. */
    statements: rangeSchema,
    covered_share: shareSchema,
    /** Number of blocks that run by chance, each with its probability. */
    flaky_blocks: z.int(),
    flaky_probability: rangeSchema,
    /** Share of the commits that add tests, and of those that add code. */
    gain_share: shareSchema,
    growth_share: shareSchema,
    /** Commits after which code does not run any more. */
    drops: z.array(drop).readonly(),
    /** Time of these commits, as a share of the window. */
    drop_at: rangeSchema,
  })
  .readonly()
  .parse(coverage);
