import { z } from 'zod';
import type { Warnings } from '../../syntax/warnings.ts';
import { hashOf } from '../counts/name-hash.ts';
import type { SourceFile } from '../counts/source-file.ts';
import { SourceFiles } from '../counts/source-files.ts';
import { boundedPath } from '../limits.ts';
import { countSchema, lineSchema, type JsonFormat } from './json-format.ts';

const column = z.number().nullish().catch(undefined);
const range = z.looseObject({
  start: z.looseObject({ line: lineSchema.nullish(), column }),
  end: z.looseObject({ line: column, column }).optional().catch(undefined),
});
type Range = z.infer<typeof range>;

const branch = z.looseObject({
  line: lineSchema.nullish(),
  loc: range.nullish(),
  locations: z.array(z.unknown()).optional(),
});
const functionSchema = z.looseObject({ loc: range.optional().catch(undefined) });

/** Coverage of a file, as instrumented code keeps it (istanbul-lib-coverage). */
const fileSchema = z.looseObject({
  path: z.string().optional(),
  statementMap: z.record(z.string(), range),
  s: z.record(z.string(), countSchema),
  branchMap: z.record(z.string(), branch).default({}),
  b: z.record(z.string(), z.array(countSchema)).default({}),
  fnMap: z.record(z.string(), functionSchema).default({}).catch({}),
  f: z.record(z.string(), countSchema).default({}),
  all: z.unknown().optional(),
});

type FileOfIstanbul = z.infer<typeof fileSchema>;

/** Greatest key of a branch, among those of the same line; it is a part of a text. */
const MAX_BRANCH_KEY = 2 ** 24;

/**
 * Istanbul's `coverage-final.json`: a map from paths to files. A line ran as often as the statement that begins on it and ran
 * most often, which is istanbul-lib-coverage's rule. Statements, functions and branches are known by their places, since their
 * numbers depend on what ran where V8 counted.
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

  #addFile(path: string, data: FileOfIstanbul): void {
    const file = this.files.open(path);
    if (data.all === true) file.stateNotLoaded();
    this.#addStatements(file, data);
    addFunctions(file, data);
    addBranches(file, data);
  }

  #addStatements({ lines, statements }: SourceFile, { statementMap, s }: FileOfIstanbul): void {
    // Maps, since a key such as "constructor" is a property of every object.
    const places = new Map(Object.entries(statementMap));
    const keys = new PlaceKeys();
    for (const [key, count] of Object.entries(s)) {
      const place = places.get(key);
      statements.add(keys.keyOf(place, key), count);
      const line = place?.start.line;
      if (typeof line === 'number') lines.add(line, count);
      if (place === undefined) this.#warnings.add('counts of statements without a place');
    }
  }
}

/** Adds the functions. The table is asked for in any case, so that they are known to be none. */
function addFunctions({ functions }: SourceFile, { fnMap, f }: FileOfIstanbul): void {
  const places = new Map(Object.entries(fnMap));
  const keys = new PlaceKeys();
  for (const [key, count] of Object.entries(f)) {
    functions.add(keys.keyOf(places.get(key)?.loc, key), count);
  }
}

/** Adds the branches, which are known by the place of the first of their arms. */
function addBranches({ branches }: SourceFile, { branchMap, b }: FileOfIstanbul): void {
  const places = new Map(Object.entries(branchMap));
  const keys = new PlaceKeys();
  for (const [key, counts] of Object.entries(b)) {
    const { line, loc, locations } = places.get(key) ?? {};
    const block = keys.keyOf(range.safeParse(locations?.[0]).data, key) % MAX_BRANCH_KEY;
    counts.forEach((count, arm) => {
      branches.add(line ?? loc?.start.line ?? 0, block, arm, count);
    });
  }
}

/** Gives places of a file keys, which are the same in each report. */
class PlaceKeys {
  readonly #counts = new Map<string, number>();

  /** @param number the number of what is at the place, which counts if the place is unknown */
  keyOf(place: Range | undefined, number: string): number {
    if (place === undefined) return /^\d{1,9}$/.test(number) ? Number(number) : hashOf(number);
    const written = textOf(place);
    const before = this.#counts.get(written) ?? 0;
    this.#counts.set(written, before + 1);
    return hashOf(before === 0 ? written : `${written}#${before}`);
  }
}

function textOf({ start, end }: Range): string {
  return [start.line, start.column, end?.line, end?.column].join('|');
}
