import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DuckDbWarehouse } from '../../shared/adapters/duckdb/warehouse.ts';
import { readViews } from '../../shared/adapters/local/view-files.ts';
import { loadedModules } from '../support/loaded-modules.ts';

const LAUNCHER = 'functions/cli/launch.js';

/** Returns the packages among modules. */
function packagesOf(modules: readonly string[]): readonly string[] {
  return modules.filter(
    (name) => !/^(?:functions|shared|infra)\//.test(name) && name !== 'package.json',
  );
}

describe('the command line', () => {
  let folder: string;
  let path: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'loaded-'));
    path = join(folder, 'w.duckdb');
    const warehouse = await DuckDbWarehouse.open(path);
    await warehouse.deploy(readViews());
    await warehouse.close();
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  test.each(['--help', '--version', 'query --help', 'ingest --help', 'help start'])(
    '%s loads the declarations of the commands, and nothing that they do',
    (command) => {
      const { status, modules } = loadedModules([LAUNCHER, ...command.split(' ')]);
      expect(status).toBe(0);
      expect(packagesOf(modules)).toEqual(['commander']);
      expect(modules.filter((name) => /\/(?:actions|adapters)\/|main\.ts$/.test(name))).toEqual([]);
    },
  );

  test('query loads no other command, no client of Google, and nothing that reads artifacts', () => {
    const { status, stderr, modules } = loadedModules([
      LAUNCHER,
      'query',
      'SELECT 1',
      '--warehouse',
      path,
    ]);
    expect({ status, stderr }).toMatchObject({ status: 0 });
    expect(modules).toContain('functions/cli/actions/query.ts');
    expect(
      modules.filter((name) => /\/actions\/|\/simulation\/|\/evaluation\//.test(name)),
    ).toEqual(['functions/cli/actions/query.ts']);
    expect(modules.filter((name) => /^shared\/artifacts\/.*\/read-/.test(name))).toEqual([]);
    const packages = packagesOf(modules);
    expect(packages).toContain('@duckdb/node-api');
    for (const name of ['ora', 're2js', 'google-auth-library']) {
      expect(packages).not.toContain(name);
    }
    expect(packages.filter((name) => name.startsWith('@google-cloud/'))).toEqual([]);
  });
});

test('the function collect starts without its readers, its policies and its clients', () => {
  const environment = { GOOGLE_CLOUD_PROJECT: 'p', TOPIC: 't', BUCKETS: 'bucket' };
  const { status, stderr, modules } = loadedModules(['functions/collect/main.ts'], environment);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(modules).toContain('functions/collect/first-look.ts');
  for (const name of ['zod', 're2js', 'google-auth-library', '@google-cloud/pubsub']) {
    expect(modules).not.toContain(name);
  }
  expect(modules.filter((name) => /\/kind\.ts$|read-|^infra\/policy\//.test(name))).toEqual([]);
});

const WAREHOUSE = { WAREHOUSE: 'bigquery:project' };

test('the function load starts without the policies and the mask, which only a rejection needs', () => {
  const { status, stderr, modules } = loadedModules(['functions/load/main.ts'], WAREHOUSE);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(modules).toContain('functions/load/handler.ts');
  expect(modules).not.toContain('re2js');
  expect(modules.filter((name) => /^infra\/policy\/|\/secrets\//.test(name))).toEqual([]);
});

test.each(['refresh', 'reconcile', 'poll'])(
  'the function %s starts without its policies and its clients',
  (name) => {
    const environment = {
      ...WAREHOUSE,
      GOOGLE_CLOUD_PROJECT: 'p',
      TOPIC: 't',
      BUCKETS: 'bucket',
    };
    const { status, stderr, modules } = loadedModules([`functions/${name}/main.ts`], environment);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(modules).toContain('functions/opened-once.ts');
    for (const name of ['re2js', 'google-auth-library', '@google-cloud/bigquery-storage']) {
      expect(modules).not.toContain(name);
    }
    expect(modules.filter((name) => name.startsWith('infra/policy/'))).toEqual([]);
  },
);
