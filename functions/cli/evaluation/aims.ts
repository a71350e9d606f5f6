import type { Comparison } from './comparison.ts';
import { OWN_RULE } from './finding-kind.ts';
import { f1Of } from './score.ts';

/** The quality that our findings must have. */
interface Aim {
  readonly kind: string;
  /** Minimum F1 on all histories together. */
  readonly f1: number;
  /** Whether it must also be better than every other rule on every history, unless it is 1. */
  readonly isBest: boolean;
}

/** The aims of the kinds that have one. */
export const AIMS: readonly Aim[] = [
  { kind: 'flaky test', f1: 0.95, isBest: true },
  { kind: 'regression', f1: 0.95, isBest: true },
  { kind: 'first bad build', f1: 0.95, isBest: false },
  { kind: 'dimension', f1: 0.99, isBest: true },
  { kind: 'failed phase', f1: 0.95, isBest: false },
  { kind: 'cause of death', f1: 0.95, isBest: false },
  { kind: 'class of symptom', f1: 0.95, isBest: false },
  { kind: 'infra failure', f1: 0.95, isBest: true },
  { kind: 'version under test', f1: 0.99, isBest: true },
  { kind: 'region', f1: 0.99, isBest: false },
  { kind: 'lease', f1: 0.99, isBest: false },
  { kind: 'coverage drop', f1: 0.95, isBest: true },
  { kind: 'credential posture', f1: 0.99, isBest: true },
  { kind: 'migration status', f1: 0.99, isBest: false },
  { kind: 'stale marker', f1: 0.95, isBest: false },
  { kind: 'untested promotion', f1: 0.95, isBest: false },
  { kind: 'retired version', f1: 0.99, isBest: true },
  { kind: 'skip debt', f1: 0.99, isBest: false },
  { kind: 'covered cell', f1: 0.99, isBest: false },
  { kind: 'covered pair', f1: 0.99, isBest: false },
  { kind: 'redundant job', f1: 0.95, isBest: false },
];

/** Returns a message for each aim that is missed, with both values. */
export function missedAims(
  comparisons: readonly Comparison[],
  aims: readonly Aim[] = AIMS,
): readonly string[] {
  return aims.flatMap((aim) => {
    const ofKind = comparisons.filter(({ kind }) => kind === aim.kind);
    const ours = ofKind.filter(({ rule }) => rule === OWN_RULE);
    const others = ofKind.filter(({ rule }) => rule !== OWN_RULE);
    return [
      ...tooLow(aim, ours),
      ...(aim.isBest ? ours.flatMap((one) => beaten(one, others)) : []),
    ];
  });
}

function tooLow({ kind, f1 }: Aim, ours: readonly Comparison[]): readonly string[] {
  return ours
    .filter(({ seed, score }) => seed === null && f1Of(score) < f1)
    .map(({ score }) => `${kind}: F1 is ${f1Of(score).toFixed(3)}, not ${f1}`);
}

/** Returns a message for each rule with an F1 that is not lower than that of ci-signal; an F1 of 1 cannot be exceeded. */
function beaten(
  { kind, seed, score }: Comparison,
  others: readonly Comparison[],
): readonly string[] {
  const own = f1Of(score);
  return others
    .filter((other) => other.seed === seed && seed !== null && own < 1 && f1Of(other.score) >= own)
    .map(
      ({ rule, score: theirs }) =>
        `${kind}: with seed ${seed ?? ''}, ${rule} has F1 ${f1Of(theirs).toFixed(3)}, and ${OWN_RULE} ${own.toFixed(3)}`,
    );
}
