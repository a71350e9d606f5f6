import { expect, test } from 'vitest';
import { printsMarkdown } from '../../../../infra/action/summary-text.ts';

test.each([
  ['report', [], true],
  ['report', ['--since', '7d'], true],
  ['report', ['--format', 'markdown'], true],
  ['report', ['--format', 'html'], false],
  ['report', ['--format=json'], false],
  ['query', ['flaky_tests'], false],
])('%s %j prints Markdown: %j', (command, args, isMarkdown) => {
  expect(printsMarkdown(command, args)).toBe(isMarkdown);
});
