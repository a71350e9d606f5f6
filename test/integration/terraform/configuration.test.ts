import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { describeIf } from '../../support/required.ts';
import {
  CONFIGURATION,
  missingForTerraform,
  Terraform,
} from '../../support/terraform/terraform.ts';

const missing = missingForTerraform();
const files = globSync('**/*.tf', { cwd: CONFIGURATION });

const validationSchema = z.object({
  diagnostics: z.array(z.object({ severity: z.string(), summary: z.string() })),
});

describeIf(missing === undefined, missing ?? '')('the configuration', () => {
  let terraform: Terraform;

  beforeAll(async () => {
    terraform = await Terraform.start();
  });

  afterAll(() => {
    terraform.stop();
  });

  test('is formatted', () => {
    const args = [`-chdir=${CONFIGURATION}`, 'fmt', '-check', '-recursive'];
    expect(spawnSync('terraform', args, { encoding: 'utf8' }).stdout).toBe('');
  });

  test('is valid, without a warning', async () => {
    const { output } = await terraform.run('', ['validate', '-json']);
    expect(validationSchema.parse(JSON.parse(output)).diagnostics).toStrictEqual([]);
  }, 120_000);

  test('passes its own tests', async () => {
    const { status, output } = await terraform.run('', ['test', '-no-color']);
    expect(output).toMatch(/Success! \d+ passed, 0 failed\./);
    expect(status).toBe(0);
  }, 600_000);
});

describe('inputs and outputs', () => {
  test.each(files)('%s describes each of its own', (file) => {
    const text = readFileSync(join(CONFIGURATION, file), 'utf8');
    const blocks = text
      .split(/^(?=(?:variable|output) ")/m)
      .filter((block) => /^(?:variable|output) "/.test(block));
    const undescribed = blocks.filter((block) => !/^ {2}description = "[A-Z]/m.test(block));
    expect(undescribed).toStrictEqual([]);
  });
});

describe('inputs of the root module', () => {
  const text = readFileSync(join(CONFIGURATION, 'variables.tf'), 'utf8');
  const inputs = text.split(/^(?=variable ")/m);
  const nameOf = (input: string): string => /^variable "([^"]+)"/.exec(input)?.[1] ?? '';

  test('are checked, but for a switch and a path', () => {
    const unchecked = inputs.filter((input) => !/^ {2}validation \{$/m.test(input));
    expect(unchecked.map(nameOf)).toStrictEqual(['bundles_path', 'deletion_protection']);
  });

  test('have a default, but for the project and the region', () => {
    const required = inputs.filter((input) => !/^ {2}default +=/m.test(input));
    expect(required.map(nameOf)).toStrictEqual(['project_id', 'region']);
  });
});

describe('alerts', () => {
  const alerts = readFileSync(join(CONFIGURATION, 'modules/monitoring/alerts.tf'), 'utf8')
    .matchAll(/^ {4}"([^"]+)" = \{$/gm)
    .map(([, name]) => name);

  test('have a section of the runbook each', () => {
    const runbook = readFileSync(join(CONFIGURATION, 'RUNBOOK.md'), 'utf8');
    const sections = runbook.matchAll(/^## (.+)$/gm).map(([, heading]) => heading);
    expect([...sections]).toStrictEqual([...alerts]);
  });
});
