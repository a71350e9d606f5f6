import { expect, test } from 'vitest';
import { KnownVariants } from '../../../../../shared/artifacts/junit/known-variants.ts';
import type { VariantParts } from '../../../../../shared/artifacts/junit/variant.ts';

const ADDED: VariantParts = { file: 'a' };

/** Returns parts with as many attributes added to each of two, which are hosts and files. */
function remember(variants: KnownVariants, hosts: number, files: number): VariantParts {
  const around: VariantParts = {};
  for (let host = 0; host < hosts; host++) {
    const parts = variants.longer(around, `hostname=${host}`, () => ({ hostname: `${host}` }));
    for (let file = 0; file < files; file++) {
      variants.longer(parts, `file=${file}`, () => ({ ...parts, file: `${file}` }));
    }
  }
  return around;
}

test.each([
  [1, 1, true],
  [10, 100, true],
  [1, 5000, false],
  [100, 100, false],
])(
  'after %d hosts with %d files the first one is still remembered: %s',
  (hosts, files, expected) => {
    const variants = new KnownVariants();
    const around = remember(variants, hosts, files);
    expect(variants.longer(around, 'hostname=0', () => ADDED) !== ADDED).toBe(expected);
  },
);
