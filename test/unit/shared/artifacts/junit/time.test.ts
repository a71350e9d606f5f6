import { describe, expect, test } from '@jest/globals';
import { readJUnit } from '../../../../../shared/artifacts/junit/read-junit.ts';
import { inPieces } from '../../../../support/bytes.ts';
import { threadMilliseconds } from '../../../../support/thread-time.ts';

/** Ten times as long as a slow machine takes for as many harmless bytes, and far less than quadratic time would be. */
const MAX_MILLISECONDS = 1000;

const failure = (message: string): string =>
  `<testcase name="t"><failure message="${message}"/></testcase>`;

describe('hostile text does not take longer than other text', () => {
  test.each([
    {
      what: 'times that are almost numbers',
      body: `<testsuite>${`<testcase time="${'1'.repeat(12_000)}x"/>`.repeat(10)}</testsuite>`,
    },
    {
      what: 'deeply nested suites with long names',
      body: `${`<testsuite name="${'n'.repeat(16_000)}">`.repeat(400)}${'<testsuite></testsuite>'.repeat(200)}`,
    },
    {
      what: 'unclosed comments in a document type declaration',
      body: `<!DOCTYPE a [${'<!--'.repeat(50_000)}`,
    },
    {
      what: 'messages made of dots',
      body: `<testsuite>${failure('a.'.repeat(1000)).repeat(300)}</testsuite>`,
    },
    {
      what: 'bare ampersands',
      body: `<testsuite>${failure('&'.repeat(100_000)).repeat(10)}</testsuite>`,
    },
  ])('$what', async ({ body }) => {
    const begun = threadMilliseconds();
    try {
      for await (const batch of readJUnit(inPieces(body))) expect(batch).toBeDefined();
    } catch (error) {
      expect(error).toHaveProperty('isTransient', false);
    }
    expect(threadMilliseconds() - begun).toBeLessThan(MAX_MILLISECONDS);
  });
});
