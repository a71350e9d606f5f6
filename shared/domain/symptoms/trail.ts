import { compiledOnce } from '../../policy/compiled-once.ts';
import type {
  BuildPhase,
  MarkerMeaning,
  SymptomPolicy,
  SymptomStrength,
} from '../../policy/symptoms.ts';

/** Phases that markers begin, from the first to the last. */
const PHASES: readonly BuildPhase[] = ['clone', 'build', 'up', 'test', 'down'];

/** The higher, the more a symptom says about the end of the build. */
const RANKS: Readonly<Record<SymptomStrength, number>> = {
  general: 0,
  transient: 1,
  specific: 2,
  final: 3,
};

/** Positions of the symptoms in the policy, by name. */
const placesOf = compiledOnce<SymptomPolicy, ReadonlyMap<string, number>>(
  ({ symptoms }) => new Map(Object.keys(symptoms).map((name, place) => [name, place])),
);

/** A symptom that still counts at this point of the log. */
interface StandingSymptom {
  readonly phase: BuildPhase | null;
  strength: SymptomStrength;
  /** Position in the policy. */
  readonly place: number;
  lastLine: number;
}

/**
 * Follows a log from phase to phase and keeps the symptoms that can have ended the build: not those of phases that the
 * build got past, of trouble that was overcome, and of the clean-up after a failure.
 */
export class SymptomTrail {
  readonly #symptoms: SymptomPolicy['symptoms'];
  readonly #places: ReadonlyMap<string, number>;
  readonly #standing = new Map<string, StandingSymptom>();
  #phase: BuildPhase | null = null;
  #isInSuite = false;
  #hasFailed = false;
  #failedBeforeDown = false;

  constructor(policy: SymptomPolicy) {
    this.#symptoms = policy.symptoms;
    this.#places = placesOf(policy);
  }

  /** Follows the markers of a line, before the symptoms of the same line are added. */
  follow(markers: ReadonlySet<MarkerMeaning>): void {
    if (markers.size === 0) return;
    for (const phase of PHASES) if (markers.has(phase)) this.#enter(phase);
    if (markers.has('begin_up')) this.#phase ??= 'up';
    if (markers.has('end_suite')) this.#isInSuite = false;
    if (markers.has('begin_suite')) this.#beginSuite();
    if (markers.has('passed')) this.#pass();
    if (markers.has('overcome')) this.#withdraw(({ strength }) => strength === 'transient');
    if (markers.has('failed')) this.#hasFailed = true;
  }

  /**
   * Adds a symptom of a line.
   *
   * @returns whether it counts
   */
  add(name: string, lineNumber: number, markers: ReadonlySet<MarkerMeaning>): boolean {
    const symptom = this.#symptoms[name];
    if (symptom === undefined || !this.#counts(symptom)) return false;
    const isWeak = markers.has('ordinary') && symptom.strength !== 'final';
    const strength = isWeak ? 'transient' : symptom.strength;
    const known = this.#standing.get(name);
    if (known === undefined) {
      const place = this.#places.get(name) ?? 0;
      this.#standing.set(name, { phase: this.#phase, strength, place, lastLine: lineNumber });
    } else {
      known.lastLine = lineNumber;
      if (RANKS[strength] > RANKS[known.strength]) known.strength = strength;
    }
    return true;
  }

  /** Returns whether a symptom still counts. */
  has(name: string): boolean {
    return this.#standing.has(name);
  }

  /** Names of the symptoms that count at the end of the log; transient ones only if there is nothing better. */
  get remaining(): ReadonlySet<string> {
    const standing = [...this.#standing];
    const isTold = standing.some(([, { strength }]) => RANKS[strength] > RANKS.transient);
    const kept = standing.filter(([, { strength }]) => !isTold || strength !== 'transient');
    return new Set(kept.map(([name]) => name));
  }

  /** The phase that the log has reached; `null` if it did not say. */
  get phase(): BuildPhase | null {
    return this.#phase;
  }

  /** Returns the phase in which a symptom was found; `null` if the log did not say. */
  phaseOf(name: string): BuildPhase | null {
    return this.#standing.get(name)?.phase ?? null;
  }

  /** The symptom that tells best why the build ended; `undefined` if none counts. */
  get decisive(): string | undefined {
    const [first] = [...this.#standing].sort(([, a], [, b]) => compareDecisive(a, b));
    return first?.[0];
  }

  #counts({ class: ofClass, strength, phases }: SymptomPolicy['symptoms'][string]): boolean {
    if (strength === 'final') return true;
    if (this.#isInSuite && ofClass !== 'test') return false;
    if (this.#phase === 'down' && this.#failedBeforeDown) return false;
    return this.#phase === null || phases.includes(this.#phase);
  }

  #enter(phase: BuildPhase): void {
    if (phase === this.#phase) return;
    this.#phase = phase;
    this.#isInSuite = false;
    if (phase === 'down') {
      this.#failedBeforeDown = this.#hasFailed || this.#standing.size > 0;
      return;
    }
    this.#hasFailed = false;
    this.#withdraw(isNotFinal);
  }

  /** A build that gets to its tests has overcome everything else. */
  #beginSuite(): void {
    this.#isInSuite = true;
    this.#withdraw(
      (symptom, name) => isNotFinal(symptom) && this.#symptoms[name]?.class !== 'test',
    );
  }

  #pass(): void {
    this.#hasFailed = false;
    this.#withdraw(isNotFinal);
  }

  #withdraw(isOver: (symptom: StandingSymptom, name: string) => boolean): void {
    for (const [name, symptom] of this.#standing) {
      if (isOver(symptom, name)) this.#standing.delete(name);
    }
  }
}

function isNotFinal({ strength }: StandingSymptom): boolean {
  return strength !== 'final';
}

/**
 * Of the strongest symptoms the last one counts, as it ended the phase; of those on one line, and of transient ones,
 * the first in the policy: they are seen side by side, and the policy lists reasons before their effects.
 */
function compareDecisive(a: StandingSymptom, b: StandingSymptom): number {
  const byRank = RANKS[b.strength] - RANKS[a.strength];
  if (byRank !== 0) return byRank;
  const byLine = a.strength === 'transient' ? 0 : b.lastLine - a.lastLine;
  return byLine === 0 ? a.place - b.place : byLine;
}
