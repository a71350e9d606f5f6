import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const ROOT = new URL('../../../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');

const inputSchema = z.strictObject({ description: z.string().endsWith('.'), default: z.string() });
const stepSchema = z.strictObject({
  name: z.string(),
  shell: z.literal('bash'),
  env: z.record(z.string(), z.string()).optional(),
  run: z.string(),
});

const { inputs, runs } = z
  .strictObject({
    name: z.string(),
    description: z.string().max(125),
    inputs: z.record(z.string(), inputSchema),
    runs: z.strictObject({ using: z.literal('composite'), steps: z.array(stepSchema) }),
  })
  .parse(parse(read('action.yml')));

const README = read('infra/action/README.md');

test.each(Object.keys(inputs))('the input %s reaches the program, and is documented', (name) => {
  const environment = runs.steps.flatMap(({ env = {} }) => Object.entries(env));
  const variable = `CI_SIGNAL_${name.toUpperCase()}`;
  const value = new Map(environment).get(variable);
  expect(value).toMatch(new RegExp(`^\\$\\{\\{ inputs\\.${name}(?: \\|\\| [\\w.]+)? \\}\\}$`));
  expect(read('infra/action/inputs.ts')).toContain(`text('${name.toUpperCase()}')`);
  expect(README).toContain(`\n| \`${name}\` | `);
});

test.each(runs.steps)(
  'the script of $name has no expression, whose value could be code',
  ({ run }) => {
    expect(run).not.toContain('${{');
  },
);

test('no other input is used', () => {
  const used = read('action.yml').matchAll(/inputs\.(\w+)/g);
  for (const [, name = ''] of used) expect(Object.keys(inputs)).toContain(name);
});
