import { markup, lineOf, type Html } from './html.ts';

/** Kinds of states: good, bad, uncertain, and those that say nothing about the software. */
export type Tone = 'good' | 'bad' | 'warn' | 'mute';

interface Look {
  readonly tone: Tone;
  /** Sign, so that nothing depends on colours alone. */
  readonly sign: string;
}

const GOOD: Look = { tone: 'good', sign: '✓' };
const BAD: Look = { tone: 'bad', sign: '✗' };
const WARN: Look = { tone: 'warn', sign: '~' };
const STALE: Look = { tone: 'mute', sign: '…' };
const MUTE: Look = { tone: 'mute', sign: '·' };

const LOOKS: ReadonlyMap<string, Look> = new Map([
  ...['passed', 'passing', 'healthy', 'recovered', 'covered', 'parsed', 'community', 'yes'].map(
    (state) => [state, GOOD] as const,
  ),
  ...['short_lived', 'supported', 'complete', 'ended', 'alive', 'current', 'replayed'].map(
    (state) => [state, GOOD] as const,
  ),
  ...[
    'failed',
    'failing',
    'broken',
    'newly_broken',
    'never_passed',
    'never_passed_failing',
    'rejected',
    'no',
  ].map((state) => [state, BAD] as const),
  ...['new', 'open', 'missing', 'waiting', 'failing_on_base', 'static', 'regressed'].map(
    (state) => [state, BAD] as const,
  ),
  ...['errored', 'E'].map((state) => [state, { tone: 'bad', sign: '!' }] as const),
  ...['flaky', 'salvaged', 'known_flake', 'both', 'outage', 'mass_failure'].map(
    (state) => [state, WARN] as const,
  ),
  ...['retired', 'legacy', 'failing_in_other_pull_requests', 'regression'].map(
    (state) => [state, WARN] as const,
  ),
  ...['silent', 'stale', 'old', 'gone', 'running', 'never_passed_stale'].map(
    (state) => [state, STALE] as const,
  ),
  ['P', GOOD],
  ['F', BAD],
  ['X', WARN],
  ['S', { tone: 'mute', sign: 's' }],
  ['I', { tone: 'mute', sign: 'i' }],
  ['A', { tone: 'mute', sign: '–' }],
  ['R', STALE],
  ['aborted', { tone: 'mute', sign: '–' }],
]);

/** Names of the letters of outcomes. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ['P', 'passed'],
  ['F', 'failed'],
  ['E', 'errored'],
  ['X', 'flaky'],
  ['A', 'aborted'],
  ['R', 'running'],
  ['S', 'skipped'],
  ['I', 'interrupted'],
]);

/** Returns how a state looks; one that is not known is grey. */
export function lookOf(state: string): Look {
  return LOOKS.get(state) ?? MUTE;
}

/** Returns the name of a letter of an outcome, or a state in words. */
export function nameOf(state: string): string {
  return NAMES.get(state) ?? lineOf(state.replaceAll('_', ' '));
}

/** Returns a state as a sign and a word. */
export function badge(state: string): Html {
  const { tone, sign } = lookOf(state);
  return markup`<span class="badge ${tone}"><span aria-hidden="true">${sign}</span> ${nameOf(state)}</span>`;
}
