import { COVERAGE_CATALOG, type SourcePart } from '../catalog/coverage.ts';
import type { CoverageDrop } from '../faults/coverage-drops.ts';
import { Random } from '../random.ts';
import type { Commit } from './commits.ts';

/** A block of statements of a source file. The ordinals are those of commits of the default branch. */
export interface SimulatedBlock {
  readonly statements: number;
  /** The commit that added the block. */
  readonly from: number;
  /** The commit whose tests run it first. */
  coveredFrom: number;
  /** The commit from which on it does not run any more. */
  lostFrom: number;
  /** Probability that it runs in a build in which it can run. */
  probability: number;
}

/** A source file with its blocks in their order. */
export interface SourceCodeFile {
  readonly path: string;
  readonly blocks: SimulatedBlock[];
}

const NEVER = Number.POSITIVE_INFINITY;

/** Returns the files of a part of the repository, with all that happens to them up to the last commit. */
export function sourceCode(
  seed: number,
  part: SourcePart,
  history: { readonly commits: readonly Commit[]; readonly drops: readonly CoverageDrop[] },
): readonly SourceCodeFile[] {
  const random = new Random(seed, 'source-code', part.report);
  const files = Array.from({ length: part.files }, (_, i) => newFile(part, i, random));
  for (const { ordinal } of history.commits.slice(1)) develop(files, ordinal, random);
  makeFlaky(files, random);
  for (const drop of history.drops) {
    lose(files, drop, new Random(seed, 'source-code', part.report, drop.id));
  }
  return files;
}

function newFile(part: SourcePart, i: number, random: Random): SourceCodeFile {
  const name = `${random.pick(part.directories)}/${random.word(6)}${i}${part.ending}`;
  const count = random.integer(COVERAGE_CATALOG.blocks);
  return { path: name, blocks: Array.from({ length: count }, () => newBlock(0, random)) };
}

function newBlock(from: number, random: Random): SimulatedBlock {
  const isCovered = random.chance(COVERAGE_CATALOG.covered_share);
  return {
    statements: random.integer(COVERAGE_CATALOG.statements),
    from,
    coveredFrom: isCovered ? from : NEVER,
    lostFrom: NEVER,
    probability: 1,
  };
}

/** Applies an ordinary commit: it may add tests of code that did not run, or code. */
function develop(files: readonly SourceCodeFile[], ordinal: number, random: Random): void {
  const file = random.pick(files);
  if (random.chance(COVERAGE_CATALOG.gain_share)) {
    const missed = file.blocks.filter(({ coveredFrom }) => coveredFrom === NEVER);
    for (const block of random.sample(missed, 2)) block.coveredFrom = ordinal;
  }
  if (random.chance(COVERAGE_CATALOG.growth_share)) file.blocks.push(newBlock(ordinal, random));
}

function makeFlaky(files: readonly SourceCodeFile[], random: Random): void {
  for (const { blocks } of random.sample(files, COVERAGE_CATALOG.flaky_blocks)) {
    const block = random.pick(blocks);
    block.coveredFrom = Math.min(block.coveredFrom, block.from);
    block.probability = random.between(COVERAGE_CATALOG.flaky_probability);
  }
}

/** Takes the coverage of a share of the blocks of some files; a file that loses nothing is not one of them. */
function lose(files: readonly SourceCodeFile[], drop: CoverageDrop, random: Random): void {
  const { ordinal } = drop.commit;
  const runs = ({ from, coveredFrom, lostFrom, probability }: SimulatedBlock): boolean =>
    Math.max(from, coveredFrom) < ordinal && lostFrom === NEVER && probability === 1;
  const candidates = files.filter(({ blocks }) => blocks.filter(runs).length >= 3);
  for (const { blocks } of random.sample(candidates, drop.files)) {
    const running = blocks.filter(runs);
    const count = Math.ceil(running.length * drop.share);
    for (const block of random.sample(running, count)) block.lostFrom = ordinal;
  }
}

/** Returns whether a block exists at a commit. */
export function existsAt({ from }: SimulatedBlock, ordinal: number): boolean {
  return from <= ordinal;
}

/** Returns whether a block runs in a build of a commit. */
export function runsAt(block: SimulatedBlock, ordinal: number, random: Random): boolean {
  const mayRun = block.coveredFrom <= ordinal && ordinal < block.lostFrom;
  return mayRun && (block.probability === 1 || random.chance(block.probability));
}
