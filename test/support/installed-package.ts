import { execFile } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { copyCheckout, linkPackages } from './checkout.ts';

const execute = promisify(execFile);

const packedSchema = z.tuple([
  z.object({ filename: z.string(), files: z.array(z.object({ path: z.string() })) }),
]);

/** A package that `npm pack` has made of the checkout, and that is installed. */
export interface InstalledPackage {
  /** Path of its folder. */
  readonly folder: string;
  /** Path of the file that npm links as the command `ci-signal`. */
  readonly launcher: string;
  /** Paths in the package. */
  readonly files: readonly string[];
}

/** Packs a copy of the checkout, and installs the package in `node_modules` of a folder. */
export async function installPackage(folder: string): Promise<InstalledPackage> {
  const checkout = join(folder, 'checkout');
  await mkdir(checkout, { recursive: true });
  await copyCheckout(checkout);
  await linkPackages(checkout);
  const { stdout } = await execute('npm', ['pack', '--json'], { cwd: checkout });
  const [packed] = packedSchema.parse(JSON.parse(stdout));
  const target = join(folder, 'node_modules/ci-signal');
  await mkdir(target, { recursive: true });
  const archive = join(checkout, packed.filename);
  await execute('tar', ['-xzf', archive, '--strip-components=1'], { cwd: target });
  await linkPackages(target);
  await rm(checkout, { recursive: true });
  return {
    folder: target,
    launcher: join(target, 'functions/cli/launch.js'),
    files: packed.files.map(({ path }) => path),
  };
}
