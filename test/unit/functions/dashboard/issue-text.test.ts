import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { marked, type Token } from 'marked';
import { issueMarker, writtenBody } from '../../../../functions/cli/issues/marker.ts';
import {
  codeSpan,
  flakeText,
  incidentText,
  incidentTitle,
} from '../../../../functions/dashboard/issue-text.ts';
import type { Row } from '../../../../functions/dashboard/page.ts';
import { ANY_CHARACTER } from '../../../support/any-character.ts';
import { budget } from '../../../support/budget.ts';

const MARKER = `<!-- ci-signal v1 flake ${'f'.repeat(32)} - ended -->`;

const HOSTILE = [
  '@kubernetes/owners',
  '<img src=x onerror=alert(1)>',
  '[x](javascript:alert(1)) ![y](http://evil.example/z.png)',
  'org/repo#1 GH-1 #1 https://github.com/org/repo/issues/1',
  '`@a` ``@b`` ` @c',
  '`',
  '```\n@a\n```',
  MARKER,
  `\n${MARKER}\n`,
  `a\r${MARKER}\rb\u2028${MARKER}\u2029`,
  '<!-- end of ci-signal -->',
  '\n\n# title\n\n- [ ] task\n\n---\n| a | b |\n| --- | --- |\n| @c | d |\n\n<b>@e</b>',
  '\\`@a\\`',
  '\u202e@a',
  'x'.repeat(5000) + '`@a',
] as const;

function incidentRow(text: string): Row {
  const texts = ['kind', 'subject', 'owner', 'example_job', 'example_test_name', 'example_message'];
  const others = ['last_good_inputs', 'first_bad_inputs', 'last_good_build', 'first_bad_build'];
  const rest = ['first_bad_url', 'started_at', 'ended_at'];
  const row = [...texts, ...others, ...rest].map((name) => [name, text] as const);
  return { ...Object.fromEntries(row), builds_lost: 3, jobs: 2 };
}

function flakeRow(text: string): Row {
  return { test_name: text, owner: text, job: text, lost_seconds: 90, in_build_rate: 0.02 };
}

/** Returns the texts outside of code of a Markdown document, and the kinds of its parts that are not plain. */
function partsOf(markdown: string) {
  const texts: string[] = [];
  const kinds = new Set<string>();
  const visit = (token: Token): void => {
    if (token.type === 'text' && !('tokens' in token)) texts.push(token.raw);
    kinds.add(token.type);
  };
  void marked.walkTokens(marked.lexer(markdown, { gfm: true }), visit);
  return { texts, kinds };
}

const PLAIN = ['list', 'list_item', 'text', 'paragraph', 'space', 'codespan', 'code', 'escape'];

function expectSafe(text: string): void {
  const { texts, kinds } = partsOf(text);
  expect([...kinds].filter((kind) => !PLAIN.includes(kind))).toEqual([]);
  expect(texts.filter((part) => /[@<>#[\]]|https?:/.test(part))).toEqual([]);
  // The marker of the document itself is the only one.
  const marker = { kind: 'flake', identity: 'a'.repeat(32), startedAt: undefined } as const;
  const body = writtenBody({ ...marker, state: 'open' }, text);
  expect(body.match(/^<!-- .* -->$/gm)).toHaveLength(2);
  expect(issueMarker(text)).toBeUndefined();
}

describe.each(HOSTILE.map((hostile, place) => ({ hostile, place })))(
  'hostile text $place',
  ({ hostile }) => {
    test('is only code in an issue about an incident', () => {
      expectSafe(incidentText(incidentRow(hostile)));
    });

    test('is only code in an issue about a flaky test', () => {
      expectSafe(flakeText([flakeRow(hostile), flakeRow(hostile)]));
    });

    test('is one line of a title, without mentions', () => {
      const title = incidentTitle(incidentRow(hostile));
      expect(title).not.toMatch(/[@\n\r\u2028\u202e]/);
      expect(title.length).toBeLessThanOrEqual(200);
    });
  },
);

test.each(['`'.repeat(600), 'long name '.repeat(60)])(
  'an issue about a test that is flaky in many jobs is as short as GitHub wants it',
  (name) => {
    const text = flakeText(Array.from({ length: 900 }, () => flakeRow(name)));
    expect(text).toMatch(/\n- and 870 more jobs$/);
    expect(text.length).toBeLessThan(60_000);
  },
);

test('any text is only code', () => {
  const character = fc.constantFrom('`', '@', '<', '!', '-', '>', '\n', '\\', ' ', 'a', '|', '#');
  const text = fc.string({
    unit: fc.oneof(character, ANY_CHARACTER),
  });
  fc.assert(
    fc.property(text, (hostile) => {
      expectSafe(incidentText(incidentRow(hostile)));
    }),
    { numRuns: budget(300) },
  );
});

test.each([
  ['', ''],
  ['a', '`a`'],
  ['a`b', '``a`b``'],
  ['`', '`` ` ``'],
  [' a ', '`a`'],
])('the code of %j is %j', (text, code) => {
  expect(codeSpan(text)).toBe(code);
});

test('the commits between two builds are a link, and a page of CI is not', () => {
  const row = {
    ...incidentRow('x'),
    last_good_inputs: 'org/repo@0123456',
    first_bad_inputs: 'org/repo@789abcd',
    first_bad_url: 'https://github.com/org/repo/issues/1',
  };
  const text = incidentText(row);
  expect(text).toContain(
    '- Commits between: https://github.com/org/repo/compare/0123456...789abcd',
  );
  expect(text).toContain('`https://github.com/org/repo/issues/1`');
});

test('the check finds what is not code', () => {
  expect(() => {
    expectSafe('- a: @b');
  }).toThrow();
  expect(() => {
    expectSafe('<b>c</b>');
  }).toThrow();
});
