import { z } from 'zod';
import type { Warnings } from '../../syntax/warnings.ts';
import { hashOf } from '../counts/name-hash.ts';
import { SourceFiles } from '../counts/source-files.ts';
import { boundedPath } from '../limits.ts';
import { countSchema, lineSchema, type JsonFormat } from './json-format.ts';

const range = z.looseObject({ start: z.looseObject({ line: lineSchema.nullish() }) });
const branch = z.looseObject({
  line: lineSchema.nullish(),
  loc: range.nullish(),
  locations: z.array(z.unknown()).optional(),
});

/** Coverage of a file, as instrumented code keeps it (istanbul-lib-coverage). */
const fileSchema = z.looseObject({
  path: z.string().optional(),
  statementMap: z.record(z.string(), range),
  s: z.record(z.string(), countSchema),
  branchMap: z.record(z.string(), branch).default({}),
  b: z.record(z.string(), z.array(countSchema)).default({}),
  f: z.record(z.string(), countSchema).default({}),
});

type FileOfIstanbul = z.infer<typeof fileSchema>;

/**
 * Istanbul's `coverage-final.json`: a map from paths to files. A line ran as often as the statement that begins on it and ran
 * most often, which is istanbul-lib-coverage's rule.
 */
export class Istanbul implements JsonFormat {
  readonly format = 'istanbul';
  readonly files = new SourceFiles('max');
  readonly #warnings: Warnings;

  constructor(warnings: Warnings) {
    this.#warnings = warnings;
  }

  add(path: readonly string[], value: unknown): boolean {
    const [name, ...others] = path;
    if (name === undefined || others.length > 0) return false;
    const parsed = fileSchema.safeParse(value);
    if (!parsed.success) return false;
    const written = parsed.data.path ?? '';
    this.#addFile(boundedPath(written === '' ? name : written), parsed.data);
    return true;
  }

  #addFile(path: string, { statementMap, s, branchMap, b, f }: FileOfIstanbul): void {
    // Each kind of unit is known, also if there is none of it.
    const { lines, statements, functions, branches } = this.files.open(path);
    // Maps, since a key such as "constructor" is a property of every object.
    const places = new Map(Object.entries(statementMap));
    const branchPlaces = new Map(Object.entries(branchMap));
    for (const [key, count] of Object.entries(s)) {
      statements.add(keyOf(key), count);
      const line = places.get(key)?.start.line;
      if (typeof line === 'number') lines.add(line, count);
    }
    for (const [key, count] of Object.entries(f)) functions.add(keyOf(key), count);
    for (const [key, counts] of Object.entries(b)) {
      const { line, loc } = branchPlaces.get(key) ?? {};
      counts.forEach((count, arm) => {
        branches.add(line ?? loc?.start.line ?? 0, keyOf(key), arm, count);
      });
    }
    if (Object.keys(s).some((key) => !places.has(key))) {
      this.#warnings.add('counts of statements without a place');
    }
  }
}

/** Statements, functions and branches are numbered; another key becomes a number by its hash. */
function keyOf(key: string): number {
  return /^\d{1,9}$/.test(key) ? Number(key) : hashOf(key);
}
