import { hash } from 'node:crypto';
import { maskName } from './name-masks.ts';

/** The names that identify a test case in all builds. */
export interface TestCaseName {
  readonly suite: string | null;
  readonly class_name: string | null;
  readonly test_name: string;
}

/**
 * Returns the id of a test case: 16 hexadecimal digits (64 bits of SHA-256) of suite, class and name, in which the parts
 * are masked that differ from run to run.
 */
export function testId({ suite, class_name, test_name }: TestCaseName): string {
  const names = [suite ?? '', class_name ?? '', test_name].map(maskName);
  // A part of a string would keep all of it alive.
  return hash('sha256', names.join('\0'), 'buffer').toString('hex', 0, 8);
}
