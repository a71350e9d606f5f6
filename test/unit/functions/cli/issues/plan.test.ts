import { describe, expect, test } from 'vitest';
import {
  endedBody,
  identityOf,
  issueMarker,
  SUBJECT_KINDS,
} from '../../../../../functions/cli/issues/marker.ts';
import { planDuplicates, planIssues } from '../../../../../functions/cli/issues/plan.ts';
import type { Step } from '../../../../../functions/cli/issues/steps.ts';
import type { Subject } from '../../../../../functions/cli/issues/subjects.ts';
import type { TrackedIssue } from '../../../../../shared/ports/issue-tracker.ts';

const START = '2026-11-17T08:42:00Z';

function incident(name: string, changes: Partial<Subject> = {}): Subject {
  return {
    kind: 'regression',
    identity: identityOf('regression', name),
    startedAt: START,
    isOpen: true,
    title: name,
    text: `about ${name}`,
    ending: '',
    ...changes,
  };
}

const flakes = (count: number): readonly Subject[] =>
  Array.from({ length: count }, (_, place) =>
    incident(`test ${place}`, {
      kind: 'flake',
      identity: identityOf('flake', `test ${place}`),
      startedAt: undefined,
    }),
  );

/** A tracker without requests: carries out steps on a list of issues. */
class Issues {
  issues: TrackedIssue[] = [];

  run(subjects: readonly Subject[], knownSince?: string): readonly Step[] {
    const steps = planIssues(subjects, this.issues, { kinds: [...SUBJECT_KINDS], knownSince });
    for (const step of steps) this.#apply(step);
    return steps;
  }

  /** Changes an issue as a person does. */
  edit(number: number, change: Partial<TrackedIssue>): void {
    this.issues = this.issues.map((one) => (one.number === number ? { ...one, ...change } : one));
  }

  get open(): readonly number[] {
    return this.issues.filter(({ isOpen }) => isOpen).map(({ number }) => number);
  }

  #apply({ action, issue, body, reason }: Step): void {
    const number = issue?.number ?? this.issues.length + 1;
    if (issue === undefined) {
      this.issues.push({ number, url: '', body, isOpen: true, reason: undefined });
    } else if (action === 'close') this.edit(number, { body, isOpen: false, reason });
    else if (action === 'reopen') this.edit(number, { body, isOpen: true, reason: undefined });
    else this.edit(number, { body });
  }
}

const actions = (steps: readonly Step[]): readonly string[] =>
  steps.map(({ action, issue }) => `${action} ${issue?.number ?? 'new'}`);

const ENDED = { isOpen: false, ending: 'It ended.' };

describe('an incident', () => {
  test('is opened once, updated, closed with a comment, and opened again', () => {
    const tracker = new Issues();
    expect(actions(tracker.run([incident('a')]))).toEqual(['open new']);
    expect(tracker.run([incident('a')])).toEqual([]);
    expect(actions(tracker.run([incident('a', { text: 'more' })]))).toEqual(['update 1']);
    const [closing] = tracker.run([incident('a', ENDED)]);
    expect(closing).toMatchObject({ action: 'close', reason: 'completed' });
    expect(closing?.comment).toContain('It ended.');
    expect(tracker.run([incident('a', ENDED)])).toEqual([]);
    expect(actions(tracker.run([incident('a')]))).toEqual(['reopen 1']);
  });

  test('that has ended before it was seen gets no issue', () => {
    expect(new Issues().run([incident('a', ENDED)])).toEqual([]);
  });

  test('that is not in the history any more is closed once', () => {
    const tracker = new Issues();
    tracker.run([incident('a')]);
    expect(actions(tracker.run([]))).toEqual(['close 1']);
    expect(tracker.run([])).toEqual([]);
  });

  test.each([
    ['by hours is the same', '2026-11-17T20:00:00Z', ['update 1']],
    ['by days is another one', '2026-11-20T08:42:00Z', ['close 1', 'open new']],
  ])('whose start moves %s', (_how, startedAt, expected) => {
    const tracker = new Issues();
    tracker.run([incident('a')]);
    expect(actions(tracker.run([incident('a', { startedAt })]))).toEqual(expected);
    expect(tracker.run([incident('a', { startedAt })])).toEqual([]);
  });

  test('of a kind that is not named is left alone', () => {
    const tracker = new Issues();
    tracker.run([incident('a')]);
    expect(planIssues([], tracker.issues, { kinds: ['flake'], knownSince: undefined })).toEqual([]);
  });
});

describe('people', () => {
  test('who close an issue are obeyed until its subject has ended and begins again', () => {
    const tracker = new Issues();
    tracker.run([incident('a')]);
    tracker.edit(1, { isOpen: false, reason: 'completed' });
    expect(tracker.run([incident('a', { text: 'more' })])).toEqual([]);
    expect(actions(tracker.run([incident('a', ENDED)]))).toEqual(['update 1']);
    expect(tracker.open).toEqual([]);
    expect(actions(tracker.run([incident('a')]))).toEqual(['reopen 1']);
  });

  test('who do not plan to solve an issue are obeyed for good', () => {
    const tracker = new Issues();
    tracker.run([incident('a')]);
    tracker.edit(1, { isOpen: false, reason: 'not_planned' });
    tracker.run([incident('a', ENDED)]);
    expect(tracker.run([incident('a')])).toEqual([]);
  });

  test('who open an issue again after its subject has ended are obeyed', () => {
    const tracker = new Issues();
    tracker.run([incident('a')]);
    tracker.run([incident('a', ENDED)]);
    tracker.edit(1, { isOpen: true, reason: undefined });
    expect(tracker.run([incident('a', ENDED)])).toEqual([]);
    expect(tracker.run([])).toEqual([]);
    expect(actions(tracker.run([incident('a')]))).toEqual(['update 1']);
  });

  test('who write around the text keep what they wrote', () => {
    const tracker = new Issues();
    tracker.run([incident('a')]);
    const [issue] = tracker.issues;
    tracker.edit(1, { body: `My note\n${issue?.body ?? ''}\nAnother note` });
    expect(tracker.run([incident('a')])).toEqual([]);
    const [step] = tracker.run([incident('a', { text: 'more' })]);
    expect(step?.body).toMatch(/^My note\n<!-- ci-signal .*\nmore\n[^]*-->\nAnother note$/);
  });
});

describe('many subjects', () => {
  test('up to nine get an issue each, ten get one together', () => {
    expect(new Issues().run(flakes(9))).toHaveLength(9);
    const [step, ...others] = new Issues().run(flakes(10));
    expect(others).toEqual([]);
    expect(step?.title).toBe('Many flaky tests');
    expect(step?.body.match(/^- `test \d`$/gm)).toHaveLength(10);
  });

  test('stay together until none is left, and those with an issue keep it', () => {
    const tracker = new Issues();
    tracker.run(flakes(2));
    expect(actions(tracker.run(flakes(12)))).toEqual(['open new']);
    expect(tracker.run(flakes(12))).toEqual([]);
    expect(actions(tracker.run(flakes(3)))).toEqual(['update 3']);
    expect(actions(tracker.run(flakes(2)))).toEqual(['close 3']);
    expect(actions(tracker.run(flakes(3)))).toEqual(['open new']);
    expect(actions(tracker.run(flakes(15)))).toEqual(['reopen 3']);
  });

  test('whose issue a person closes stay without one', () => {
    const tracker = new Issues();
    tracker.run(flakes(10));
    tracker.edit(1, { isOpen: false });
    expect(tracker.run(flakes(11))).toEqual([]);
    expect(actions(tracker.run([]))).toEqual(['update 1']);
  });
});

describe('duplicates', () => {
  test('that two runs have opened are closed but the oldest', () => {
    const tracker = new Issues();
    tracker.run([incident('a'), incident('b')]);
    const [first] = tracker.issues;
    tracker.issues.push({ ...incidentIssue(3), body: first?.body ?? '' });
    const [step, ...others] = planDuplicates(tracker.issues);
    expect(others).toEqual([]);
    expect(step).toMatchObject({ action: 'close', reason: 'duplicate', issue: { number: 3 } });
    expect(actions(tracker.run([incident('a'), incident('b')]))).toEqual(['close 3']);
    expect(tracker.run([incident('a'), incident('b')])).toEqual([]);
  });
});

function incidentIssue(number: number): TrackedIssue {
  return { number, url: '', body: '', isOpen: true, reason: undefined };
}

describe('markers', () => {
  const marker = `<!-- ci-signal v1 flake ${'a'.repeat(32)} - open -->`;
  test.each([
    ['in a block of code', `    ${marker}`, undefined],
    ['in a list', `- \`${marker}\``, undefined],
    ['of another version', marker.replace('v1', 'v2'), undefined],
    ['of another kind', marker.replace('flake', 'group'), undefined],
    ['with more behind it', `${marker} x`, undefined],
    ['on a line of its own', `x\n${marker}\ny`, 'open'],
    ['twice: the first one', `${marker}\n${marker.replace('open', 'ended')}`, 'open'],
  ])('%s', (_where, body, state) => {
    expect(issueMarker(body)?.state).toBe(state);
  });

  test('can say that the subject has ended', () => {
    expect(issueMarker(endedBody(`x\n${marker}\ny`))?.state).toBe('ended');
    expect(endedBody('none')).toBe('none');
  });
});

describe('a history that is shorter than the window', () => {
  test.each([
    { since: '2026-11-18', about: 'began before it', open: [1, 2] },
    { since: '2026-11-17', about: 'began in it', open: [2] },
  ])('with an incident that $about leaves $open open', ({ since, open }) => {
    const tracker = new Issues();
    tracker.run([incident('a'), ...flakes(1)]);
    expect(tracker.open).toEqual([1, 2]);
    tracker.run([], since);
    expect(tracker.open).toEqual(open);
  });
});
