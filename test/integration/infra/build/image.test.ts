import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import packageJson from '../../../../package.json' with { type: 'json' };
import {
  contextPaths,
  ImageBuild,
  stagesOf,
  type BuildStage,
} from '../../../support/image-build.ts';

const execute = promisify(execFile);

let stages: readonly BuildStage[];

beforeAll(async () => {
  stages = stagesOf(await ImageBuild.read());
});

/** Returns the value of the last instruction of a kind in the stage of the image. */
function valueOf(keyword: string): string | undefined {
  const found = stages.at(-1)?.instructions.filter((one) => one.getKeyword() === keyword);
  return found?.at(-1)?.getArgumentsContent() ?? undefined;
}

const jsonOf = (keyword: string): readonly string[] =>
  z.array(z.string()).parse(JSON.parse(valueOf(keyword) ?? ''));

describe('the Dockerfile', () => {
  test('names images with a version, the last of them without a shell and without root', () => {
    const images = stages.map(({ image }) => image);
    expect(images).toEqual([
      'node:24-trixie-slim',
      'node:24-trixie-slim',
      'gcr.io/distroless/nodejs24-debian13:nonroot',
    ]);
    expect(packageJson.engines.node).toBe('>=24');
    expect(valueOf('USER')).toBeUndefined();
  });

  test('runs no scripts of packages', () => {
    const installs = stages
      .flatMap(({ instructions }) => instructions)
      .map((instruction) => instruction.getArgumentsContent() ?? '')
      .filter((content) => content.startsWith('npm ci'));
    expect(installs).toHaveLength(2);
    for (const install of installs) expect(install).toContain('--ignore-scripts');
  });

  test('gets neither tests nor what is installed or built in the checkout', async () => {
    const paths = await contextPaths();
    expect(paths).toContain('functions');
    for (const path of ['test', 'node_modules', 'dist', '.git']) expect(paths).not.toContain(path);
  });
});

describe('what the Dockerfile builds', () => {
  let folder: string;
  let image: ImageBuild;

  /** Runs the command of the image in its folder, as a user without a home. */
  async function run(...args: readonly string[]): Promise<string> {
    const [node, launcher = ''] = jsonOf('ENTRYPOINT');
    expect(node).toBe('/nodejs/bin/node');
    const { stdout } = await execute(process.execPath, [image.path(launcher), ...args], {
      cwd: image.path(valueOf('WORKDIR') ?? ''),
      env: { HOME: '/nonexistent' },
    });
    return stdout;
  }

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'image-'));
    image = new ImageBuild(folder, stages);
    await image.build();
  });

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  test('has the package, and of the packages that it needs no other Node.js', () => {
    expect(readdirSync(image.path('/app')).toSorted()).toEqual(
      [
        ...['CHANGELOG.md', 'LICENSE', 'README.md', 'SECURITY.md', 'dist', 'functions', 'infra'],
        ...['node_modules', 'package-lock.json', 'package.json'],
      ].toSorted(),
    );
    const packages = readdirSync(image.path('/app/node_modules'));
    expect(packages).toContain('@duckdb');
    expect(packages).not.toContain('node');
    expect(packages).not.toContain('vitest');
  });

  test('reads a bucket in its volume, and answers', async () => {
    expect(jsonOf('VOLUME')).toEqual([valueOf('WORKDIR')]);
    expect(await run(...jsonOf('CMD'))).toContain('Usage: ci-signal');
    await run('simulate', 'bucket', '--days', '1', '--scale', '0.03');
    await run('ingest', 'bucket', '--warehouse', 'w.duckdb');
    const query = ['query', '--warehouse', 'w.duckdb', '--format', 'ndjson'];
    expect(await run(...query, 'SELECT COUNT(*) > 0 AS found FROM builds')).toBe(
      '{"found":true}\n',
    );
  });
});
