import { z } from 'zod';
import { SourceFiles } from '../counts/source-files.ts';
import { boundedPath } from '../limits.ts';
import { UNITS } from '../counts/totals.ts';
import { totalSchema, type JsonFormat } from './json-format.ts';

const total = z.looseObject({ total: totalSchema, covered: totalSchema });
const totals = z.looseObject({
  lines: total,
  statements: total,
  branches: total,
  functions: total,
});

/** Name of the member with the totals of all files. */
const ALL = 'total';

/** Istanbul's `coverage-summary.json`: totals of all files and of each. Percentages are not read. */
export class IstanbulSummary implements JsonFormat {
  readonly format = 'istanbul_summary';
  readonly files = new SourceFiles('max');

  add(path: readonly string[], value: unknown): boolean {
    const [name, ...others] = path;
    const parsed = totals.safeParse(value);
    if (name === undefined || others.length > 0 || !parsed.success) return false;
    if (name === ALL) this.files.statedTotals = parsed.data;
    else {
      const file = this.files.open(boundedPath(name));
      for (const unit of UNITS) file.state(unit, parsed.data[unit]);
    }
    return true;
  }
}
