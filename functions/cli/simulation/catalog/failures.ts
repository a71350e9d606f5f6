import { z } from 'zod';
import failures from './failures.json' with { type: 'json' };
import { DEATH_REASONS, nameList } from './vocabulary.ts';

const FAILURE_CLASSES = ['infra', 'product', 'test', 'config'] as const;
export type FailureClass = (typeof FAILURE_CLASSES)[number];

const template = z
  .strictObject({
    id: z.string(),
    class: z.enum(FAILURE_CLASSES),
    /** The phase that fails. */
    phase: z.enum(['create', 'up', 'test', 'down']),
    message: z.string(),
    /** Placeholders: see `fill.ts`. */
    text: z.string(),
    /** The reason of a build that dies of this failure. */
    reason: z.enum(DEATH_REASONS).optional(),
    clouds: nameList.optional(),
    element: z.enum(['failure', 'error']).default('failure'),
    type: z.string().default('failed'),
    // The causes that the failure can have.
    flaky: z.boolean().default(false),
    noise: z.boolean().default(false),
    regression: z.boolean().default(false),
    never_passed: z.boolean().default(false),
    broken_push: z.boolean().default(false),
    outage: z.boolean().default(false),
  })
  .readonly();
export type FailureTemplate = z.infer<typeof template>;

/** All templates of failures. */
export const FAILURE_TEMPLATES = z.array(template).readonly().parse(failures);

/** Returns the suitable templates of a phase that can occur on a cloud. */
export function failureTemplates(
  phase: FailureTemplate['phase'],
  cloud: string,
  suits: (template: FailureTemplate) => boolean,
): readonly FailureTemplate[] {
  return FAILURE_TEMPLATES.filter(
    (template) =>
      template.phase === phase && (template.clouds?.includes(cloud) ?? true) && suits(template),
  );
}
