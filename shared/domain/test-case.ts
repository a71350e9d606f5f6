import { hash } from 'node:crypto';

/** The names that identify a test case in all builds. */
export interface TestCaseName {
  readonly suite: string | null;
  readonly class_name: string | null;
  readonly test_name: string;
}

/** Returns the id of a test case: 16 hexadecimal digits (64 bits of SHA-256) of suite, class and name. */
export function testId({ suite, class_name, test_name }: TestCaseName): string {
  return hash('sha256', `${suite ?? ''}\0${class_name ?? ''}\0${test_name}`).slice(0, 16);
}
