import { z } from 'zod';
import grid from './grid.json' with { type: 'json' };
import { nameList, shareSchema, textRecord } from './vocabulary.ts';

const gridCloud = z
  .strictObject({
    cloud: z.string(),
    networking: nameList,
    distros: nameList,
    /** Flags by CNI; `*` for all others. */
    extra_flags: textRecord,
  })
  .readonly();

/** The grid: each combination of its dimensions is a job that runs once a week. */
export const GRID = z
  .strictObject({
    default_share: shareSchema,
    name_prefix: z.string(),
    /** Names of CNIs in job names, where they differ. */
    networking_names: textRecord,
    k8s_versions: nameList,
    kops_versions: nameList,
    channel: z.string(),
    selection: z.string(),
    timeout: z.string(),
    clouds: z.array(gridCloud).readonly(),
    excluded: z
      .array(
        z.strictObject({ cloud: z.string(), networking: z.string(), distro: z.string() }).partial(),
      )
      .readonly(),
  })
  .readonly()
  .parse(grid);
