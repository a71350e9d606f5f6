import { describe, expect, test } from 'vitest';
import { readJUnit } from '../../../../../shared/artifacts/junit/read-junit.ts';
import { inPieces } from '../../../../support/bytes.ts';
import { growth, LESS_THAN_QUADRATIC } from '../../../../support/thread-time.ts';
import { POLICIES } from '../../../../support/policies.ts';

const failure = (message: string): string =>
  `<testcase name="t"><failure message="${message}"/></testcase>`;

async function read(body: string): Promise<void> {
  try {
    for await (const batch of readJUnit(inPieces(body), { policies: POLICIES }))
      expect(batch).toBeDefined();
  } catch (error) {
    expect(error).toHaveProperty('isTransient', false);
  }
}

describe('reading hostile text takes linear time', () => {
  test.each([
    {
      what: 'times that are almost numbers',
      size: 48_000,
      body: (size: number) => `<testsuite><testcase time="${'1'.repeat(size)}x"/></testsuite>`,
    },
    {
      what: 'many times that are almost numbers',
      size: 40,
      body: (size: number) =>
        `<testsuite>${`<testcase time="${'1'.repeat(12_000)}x"/>`.repeat(size)}</testsuite>`,
    },
    {
      what: 'nested suites with long names',
      size: 400,
      body: (size: number) =>
        `${`<testsuite name="${'n'.repeat(16_000)}">`.repeat(size)}${'<testsuite></testsuite>'.repeat(size / 2)}`,
    },
    {
      what: 'unclosed comments in a document type declaration',
      size: 50_000,
      body: (size: number) => `<!DOCTYPE a [${'<!--'.repeat(size)}`,
    },
    {
      what: 'a long message made of dots',
      size: 200_000,
      body: (size: number) => `<testsuite>${failure('a.'.repeat(size))}</testsuite>`,
    },
    {
      what: 'messages made of dots',
      size: 300,
      body: (size: number) => `<testsuite>${failure('a.'.repeat(1000)).repeat(size)}</testsuite>`,
    },
    {
      what: 'bare ampersands',
      size: 400_000,
      body: (size: number) => `<testsuite>${failure('&'.repeat(size))}</testsuite>`,
    },
    {
      what: 'messages made of bare ampersands',
      size: 40,
      body: (size: number) => `<testsuite>${failure('&'.repeat(10_000)).repeat(size)}</testsuite>`,
    },
  ])('$what', async ({ size, body }) => {
    const bodies = new Map([size / 4, size].map((value) => [value, body(value)]));
    const grown = await growth(async (value) => read(bodies.get(value) ?? ''), size);
    expect(grown).toBeLessThan(LESS_THAN_QUADRATIC);
  });
});
