import { expect, test } from 'vitest';
import fc from 'fast-check';
import type { SourceFileRecord } from '../../../../../shared/artifacts/coverage/records.ts';
import { budget } from '../../../../support/budget.ts';
import { textEdits, withTextEdits } from '../../../../support/edits.ts';
import { coverageOrReason, totalsOf } from '../coverage/coverage-of.ts';
import { countedRecords } from './counted-file.ts';
import { goReading, type GoCounts } from './go-reading.ts';

/** Returns what the reader makes of a profile; `undefined` unless it reads all of it and has nothing to complain about. */
async function ourReading(text: string): Promise<GoCounts | undefined> {
  const reading = await coverageOrReason(text);
  if (typeof reading === 'string') return undefined;
  const { files, report } = reading;
  if (report.outcome !== 'parsed' || report.warnings.length > 0) return undefined;
  const lines = [...countedRecords(files)].map(([path, counted]) => {
    const ran = [...counted.lines].map(([line, hits]) => [line, hits > 0] as const);
    return [path, Object.fromEntries(ran)] as const;
  });
  return {
    statements: totalsOf(report)['statements'] ?? '0/0',
    blocks: Object.fromEntries(files.map((file) => [file.written_path ?? '', blocksOf(file)])),
    lines: Object.fromEntries(lines),
  };
}

/** Returns the blocks of a text such as `3.20-5.2*2=7`. */
function blocksOf({ statement_hits }: SourceFileRecord): Readonly<Record<string, string>> {
  const blocks = (statement_hits ?? '').split(',').map((block) => {
    const [place = '', counts = ''] = block.split('*');
    return [place.replace('-', '.'), counts] as const;
  });
  return Object.fromEntries(blocks);
}

const small = fc.nat(9);
const block = fc
  .tuple(
    fc.constantFrom('k8s.io/kops/a.go', 'k8s.io/kops/b c:d.go', 'é.go'),
    fc.tuple(small, small, small, small),
    fc.constantFrom(1, 2),
    fc.constantFrom(0, 1, 7, 2 ** 40),
  )
  .map(([path, [line, column, more, lastColumn], statements, count]) => {
    const [first, last] = [`${line}.${column}`, `${line + more}.${lastColumn}`];
    return {
      same: `${path}:${first},${last}`,
      text: `${path}:${first},${last} ${statements} ${count}`,
    };
  });

const profile = fc
  .tuple(
    fc.constantFrom('set', 'count', 'atomic'),
    fc.uniqueArray(block, { minLength: 1, maxLength: 12, selector: ({ same }) => same }),
    fc.array(fc.nat(), { maxLength: 6 }),
    fc.constantFrom('\n', '\r\n'),
  )
  .map(([mode, blocks, repeated, end]) => {
    const texts = blocks.map(({ text }) =>
      mode === 'set' ? text.replace(/[1-9]\d*$/, '1') : text,
    );
    const again = repeated.map((index) => texts[index % texts.length] ?? '');
    return [`mode: ${mode}`, ...texts, ...again, ''].join(end);
  });

test('a profile is read as by the package of Go', async () => {
  await fc.assert(
    fc.asyncProperty(profile, async (text) => {
      const second = goReading(text);
      expect(second).toBeDefined();
      expect(await ourReading(text)).toEqual(second);
    }),
    { numRuns: budget(1000), seed: 1 },
  );
});

const ADDED = ['\n', ',', ':', '.', ' ', '0', '9', 'x', '-', 'mode: set\n', 'a.go:1.1,2.2 1 1\n'];

test('a damaged profile is read by both or by none', async () => {
  let accepted = 0;
  await fc.assert(
    fc.asyncProperty(profile, textEdits(ADDED), async (text, edits) => {
      const damaged = withTextEdits(text, edits);
      const second = goReading(damaged);
      if (second !== undefined) accepted++;
      expect(await ourReading(damaged)).toEqual(second);
    }),
    { numRuns: budget(4000), seed: 2 },
  );
  expect(accepted).toBeGreaterThan(0);
});
