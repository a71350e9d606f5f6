import { globSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { describeIf } from '../../support/required.ts';
import { grantsOf, type Grant } from '../../support/terraform/planned-grants.ts';
import { planEverything, type PlannedResources } from '../../support/terraform/plans.ts';
import { missingForTerraform, Terraform } from '../../support/terraform/terraform.ts';
import { REVIEWED_GRANTS } from './reviewed-grants.ts';
import { CALLS, FOREIGN_BUCKET, PREDEFINED_ROLES, USES } from './uses.ts';

const ROOT = new URL('../../../', import.meta.url);
const missing = missingForTerraform();

const rolesSchema = z.record(z.string(), z.object({ permissions: z.array(z.string()) }));

/** Permissions of all roles of the accounts that code runs as. */
const PERMISSIONS: ReadonlyMap<string, readonly string[]> = new Map([
  ...Object.entries(PREDEFINED_ROLES),
  ...Object.entries(rolesSchema.parse(JSON.parse(textOf('infra/terraform/roles.json')))).map(
    ([name, { permissions }]) => [`custom ${name}`, permissions] as const,
  ),
]);

function textOf(path: string): string {
  return readFileSync(new URL(path, ROOT), 'utf8');
}

function written({ member, role, on }: Grant): string {
  return `${member}: ${role} on ${on}`;
}

describeIf(missing === undefined, missing ?? '')('the grants of the configuration', () => {
  let terraform: Terraform;
  let plans: ReadonlyMap<string, PlannedResources>;
  let grants: readonly Grant[];

  beforeAll(async () => {
    terraform = await Terraform.start();
    plans = await planEverything(terraform);
    grants = [...plans.values()].flatMap(grantsOf);
    expect([...plans.keys()]).toStrictEqual(['own_bucket', 'eventarc', 'poll']);
  }, 300_000);

  afterAll(() => {
    terraform.stop();
  });

  test('are those that have been reviewed', () => {
    const reviewed = REVIEWED_GRANTS.flatMap(({ members, role, on }) =>
      members.flatMap((member) => on.map((resource) => written({ member, role, on: resource }))),
    );
    expect([...new Set(grants.map(written))].sort()).toStrictEqual(reviewed.sort());
  });

  test('are none of basic roles, and none to everyone', () => {
    const tooWide = grants.filter(
      ({ member, role }) =>
        /^roles\/(?:owner|editor|viewer|browser|iam\.securityAdmin)$|[aA]dmin$/.test(role) ||
        /^all(?:Authenticated)?Users$/i.test(member),
    );
    expect(tooWide).toStrictEqual([]);
  });

  test('on the project have a reason why there is nothing smaller', () => {
    const onProject = REVIEWED_GRANTS.filter(({ on }) =>
      on.some((resource) => resource.startsWith('project ')),
    );
    expect(onProject.filter(({ whyProject }) => whyProject === undefined)).toStrictEqual([]);
  });

  test.each(Object.keys(USES))('give %s the permissions of its calls, and no others', (name) => {
    const granted = grants
      .filter(({ member }) => member === `ci-signal-${name}`)
      .flatMap(({ role, on }) =>
        (PERMISSIONS.get(role) ?? [`unknown role ${role}`]).map((permission) => [on, permission]),
      );
    const used = Object.entries(USES[name] ?? {})
      .filter(([on]) => on !== FOREIGN_BUCKET)
      .flatMap(([on, calls]) =>
        calls.flatMap((call) => CALLS[call].permissions.map((permission) => [on, permission])),
      );
    expect(unique(granted)).toStrictEqual(unique(used));
  });

  test('let the deployer read each type of resource', () => {
    const known = z
      .record(z.string(), z.array(z.string()))
      .parse(JSON.parse(textOf('infra/terraform/modules/deployer/permissions.json')));
    // Objects are read by another role, and budgets belong to the billing account.
    const others = ['google_storage_bucket_object'];
    const types = [...plans.values()].flatMap((resources) => resources.map(({ type }) => type));
    expect([...new Set(types)].filter((type) => !others.includes(type)).sort()).toStrictEqual(
      Object.keys(known)
        .filter((type) => type !== 'google_project')
        .sort(),
    );
  });
});

test.each(['custom query_user', 'custom dashboard_viewer'])(
  'people with the role %s can open the project in the console',
  (role) => {
    expect(PERMISSIONS.get(role)).toContain('resourcemanager.projects.get');
  },
);

test('the deployer reads the access lists of datasets, which Terraform compares', () => {
  const path = 'infra/terraform/modules/deployer/permissions.json';
  const { google_bigquery_dataset: permissions } = z
    .object({ google_bigquery_dataset: z.array(z.string()) })
    .parse(JSON.parse(textOf(path)));
  expect(permissions).toContain('bigquery.datasets.getIamPolicy');
});

function unique(pairs: readonly (readonly string[])[]): readonly string[] {
  return [...new Set(pairs.map((pair) => pair.join(': ')))].sort();
}

test.each(
  globSync('*/main.ts', { cwd: new URL('functions/', ROOT).pathname })
    .map((path) => dirname(path))
    .filter((name) => name !== 'cli'),
)('the calls of %s are listed', (name) => {
  const imported = adaptersOf(name);
  const listed = Object.values(USES[name] ?? {}).flat();
  expect([...new Set(imported)].sort()).toStrictEqual(
    [...new Set(listed.map((call) => CALLS[call].adapter))].sort(),
  );
});

/** Adapters of logs and of the server, which call no service. */
const WITHOUT_CALLS = ['google/function-logger.ts', 'google/request-limit.ts'];

/** Returns the adapters of cloud services that a function imports, in place of `collecting.ts` those that it joins. */
function adaptersOf(name: string): readonly string[] {
  return importsOf(
    `functions/${name}/main.ts`,
    /shared\/adapters\/((?:google|bigquery|webhook)\/[\w-]+\.ts)'/g,
  )
    .flatMap((adapter) =>
      adapter === 'google/collecting.ts'
        ? importsOf(`shared/adapters/${adapter}`, /'\.\/([\w-]+\.ts)'/g).map(
            (file) => `google/${file}`,
          )
        : [adapter],
    )
    .filter((adapter) => !WITHOUT_CALLS.includes(adapter));
}

function importsOf(path: string, pattern: RegExp): readonly string[] {
  return [...textOf(path).matchAll(pattern)].map(([, imported]) => imported ?? '');
}
