import type { TrackedIssue } from '../../../shared/ports/issue-tracker.ts';
import { groupSteps, isGroup } from './group.ts';
import { endedBody, issueMarker, type IssueMarker, type SubjectKind } from './marker.ts';
import { bodyOf, closingSteps, type Known, type Matched, type Step } from './steps.ts';
import type { Subject } from './subjects.ts';

/** Milliseconds by which the start of an incident may move when builds arrive late. */
const MAX_MOVE = 24 * 3_600_000;

/** What a plan is about. */
export interface PlanScope {
  /** The kinds of subjects that are looked at. */
  readonly kinds: readonly SubjectKind[];
  /**
   * First date of the history if that is shorter than its window, in ISO format: what began earlier may go on unseen. `undefined` for a
   * whole window.
   */
  readonly knownSince: string | undefined;
}

/**
 * Returns what has to be done so that each subject has one issue and the issues are as their subjects. An issue that a person has closed
 * stays closed until its subject has ended and begins again, and one that a person has opened again stays open. The issues of kinds
 * that are not named are left alone.
 */
export function planIssues(
  subjects: readonly Subject[],
  issues: readonly TrackedIssue[],
  { kinds, knownSince }: PlanScope,
): readonly Step[] {
  const all = issues.flatMap((issue) => knownIssue(issue) ?? []);
  return kinds.flatMap((kind) => {
    const own = all.filter(({ marker }) => marker.kind === kind);
    const { kept, duplicates } = withoutDuplicates(own);
    const group = kept.find(({ marker }) => isGroup(marker));
    const single = kept.filter((known) => known !== group);
    const { matched, left } = match(
      subjects.filter((subject) => subject.kind === kind),
      single,
    );
    const steps = matched.flatMap((one) => stepsOf(one));
    const waiting = matched.filter(isWaiting);
    return [
      ...duplicates.map(({ issue, of }) => duplicateStep(issue, of)),
      ...steps,
      ...left.filter((known) => isJudged(known, knownSince)).flatMap((known) => goneSteps(known)),
      ...groupSteps(kind, waiting, group),
    ];
  });
}

/** Returns the steps that close issues of which an older one exists, as two runs at the same time leave them. */
export function planDuplicates(issues: readonly TrackedIssue[]): readonly Step[] {
  const { duplicates } = withoutDuplicates(issues.flatMap((issue) => knownIssue(issue) ?? []));
  return duplicates.map(({ issue, of }) => duplicateStep(issue, of));
}

function knownIssue(issue: TrackedIssue): Known | undefined {
  const marker = issueMarker(issue.body);
  return marker === undefined ? undefined : { issue, marker };
}

/** Of the issues about one subject the oldest that is open counts, or the oldest; the others that are open are duplicates. */
function withoutDuplicates(all: readonly Known[]) {
  const bySubject = Map.groupBy(all, ({ marker }) =>
    [marker.kind, marker.identity, marker.startedAt].join(' '),
  );
  const kept: Known[] = [];
  const duplicates: { readonly issue: TrackedIssue; readonly of: number }[] = [];
  for (const same of bySubject.values()) {
    const oldest = same.toSorted((a, b) => a.issue.number - b.issue.number);
    const first = oldest.find(({ issue }) => issue.isOpen) ?? oldest[0];
    if (first === undefined) continue;
    kept.push(first);
    for (const { issue } of oldest) {
      if (issue !== first.issue && issue.isOpen) {
        duplicates.push({ issue, of: first.issue.number });
      }
    }
  }
  return { kept, duplicates };
}

function duplicateStep(issue: TrackedIssue, of: number): Step {
  const { body } = issue;
  const comment = `Another run opened #${of} at the same time; this issue is a duplicate of it.`;
  return { action: 'close', issue, title: '', body, comment, reason: 'duplicate' };
}

/** An issue belongs to the subject that it names, or to that whose start has moved to another time within a day. */
function match(subjects: readonly Subject[], known: readonly Known[]) {
  const left = new Set(known);
  const take = (found: Known | undefined): Known | undefined => {
    if (found !== undefined) left.delete(found);
    return found;
  };
  const exact = subjects.map((subject) => ({
    subject,
    known: take(known.find(({ marker }) => isSame(marker, subject))),
  }));
  const matched = exact.map((one) =>
    one.known === undefined && one.subject.isOpen
      ? { ...one, known: take([...left].find((other) => isMoved(other, one.subject))) }
      : one,
  );
  return { matched, left: [...left] };
}

function isSame(marker: IssueMarker, { identity, startedAt }: Subject): boolean {
  return marker.identity === identity && marker.startedAt === startedAt;
}

function isMoved({ issue, marker }: Known, { identity, startedAt }: Subject): boolean {
  if (marker.identity !== identity || !issue.isOpen || marker.state !== 'open') return false;
  const move = Date.parse(marker.startedAt ?? '') - Date.parse(startedAt ?? '');
  return Math.abs(move) <= MAX_MOVE;
}

/** Returns whether a subject needs an issue of its own or a place in the group. */
function isWaiting({ subject, known }: Matched): boolean {
  if (!subject.isOpen) return false;
  if (known === undefined) return true;
  const { issue, marker } = known;
  return !issue.isOpen && marker.state === 'ended' && issue.reason !== 'not_planned';
}

function stepsOf({ subject, known }: Matched): readonly Step[] {
  if (known === undefined) return [];
  const { issue, marker } = known;
  if (!subject.isOpen) return issue.isOpen || marker.state === 'open' ? ended(known, subject) : [];
  if (!issue.isOpen) return [];
  const body = bodyOf(subject, issue);
  return body === issue.body ? [] : [{ action: 'update', issue, title: subject.title, body }];
}

/** An issue that a person has opened again, although its subject has ended, stays open. */
function ended({ issue, marker }: Known, subject: Subject): readonly Step[] {
  if (marker.state === 'ended') return [];
  const body = bodyOf(subject, issue);
  const comment = `${subject.ending} ci-signal opens this issue again if it begins again.`.trim();
  return closingSteps(issue, { title: subject.title, body, comment });
}

/** Returns whether the history is long enough to tell that the subject of an issue is gone. */
function isJudged({ marker: { startedAt } }: Known, knownSince: string | undefined): boolean {
  return knownSince === undefined || (startedAt !== undefined && startedAt >= knownSince);
}

/** An incident of which newer builds have changed the cause, or that is older than the history; a test that is not flaky any more. */
function goneSteps({ issue, marker }: Known): readonly Step[] {
  if (marker.state === 'ended') return [];
  const comment =
    marker.kind === 'flake'
      ? 'The test is no certain and costly flake in the last 28 days any more. ci-signal opens this issue again if it becomes one.'
      : 'The last 28 days of history do not show this incident any more.';
  return closingSteps(issue, { title: '', body: endedBody(issue.body), comment });
}
