import { z } from 'zod';
import type { Terraform } from './terraform.ts';

const accessSchema = z.object({
  role: z.string().nullable(),
  user_by_email: z.string().nullable(),
  group_by_email: z.string().nullable(),
  domain: z.string().nullable(),
  special_group: z.string().nullable(),
  dataset: z.array(z.object({ dataset: z.array(z.object({ dataset_id: z.string() })) })),
});

const afterSchema = z.looseObject({
  role: z.string().optional(),
  member: z.string().optional(),
  condition: z.array(z.object({ expression: z.string() })).optional(),
  dataset_id: z.string().optional(),
  access: z.array(accessSchema).optional(),
});

const lineSchema = z.object({
  type: z.literal('test_plan'),
  '@testrun': z.string(),
  test_plan: z.object({
    resource_changes: z.array(
      z.object({
        address: z.string(),
        type: z.string(),
        change: z.object({ after: afterSchema.nullable() }),
      }),
    ),
  }),
});

/** A resource as it is after a plan was applied, without what is not known before. */
export type PlannedAttributes = z.infer<typeof afterSchema>;

/** The resources of a plan. */
export type PlannedResources = readonly {
  readonly type: string;
  readonly after: PlannedAttributes;
}[];

/** Plans all that there can be, by the names of the runs in `tests/grants.tftest.hcl`. */
export async function planEverything(
  terraform: Terraform,
): Promise<ReadonlyMap<string, PlannedResources>> {
  const filter = '-filter=tests/grants.tftest.hcl';
  const { status, output } = await terraform.run('', ['test', '-json', '-verbose', filter]);
  if (status !== 0) throw new Error(output);
  return readPlans(output);
}

/** Reads the plans that `terraform test -json -verbose` prints, by the name of the run. */
function readPlans(output: string): ReadonlyMap<string, PlannedResources> {
  const plans = new Map<string, PlannedResources>();
  for (const line of output.split('\n').filter((text) => text.includes('"test_plan"'))) {
    const { success, data } = lineSchema.safeParse(JSON.parse(line));
    if (!success) continue;
    const resources = data.test_plan.resource_changes.map(({ type, change: { after } }) => ({
      type,
      after: after ?? {},
    }));
    plans.set(data['@testrun'], resources);
  }
  return plans;
}
