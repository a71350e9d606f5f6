import { codeSpan } from '../../dashboard/issue-text.ts';
import { groupIdentity, type IssueMarker, type SubjectKind } from './marker.ts';
import { bodyOf, closingSteps, type Known, type Matched, type Step } from './steps.ts';
import type { Subject } from './subjects.ts';

/** Number of subjects of a kind without an issue from which they get one issue together. */
const LEAST = 10;

/** Subjects that the issue about a group lists. */
const MAX_LISTED = 100;

const NAMES: Readonly<Record<SubjectKind, string>> = {
  regression: 'regressions',
  outage: 'outages',
  flake: 'flaky tests',
};

/** Returns whether a marker is that of the issue about many subjects of a kind. */
export function isGroup({ kind, identity }: IssueMarker): boolean {
  return identity === groupIdentity(kind);
}

/**
 * Returns what is done for the subjects that have no open issue of their own: each gets one or, from ten on, all get one together, in
 * which they and later ones stay until none is left.
 *
 * @param group the issue about many subjects, if there is one
 */
export function groupSteps(
  kind: SubjectKind,
  waiting: readonly Matched[],
  group: Known | undefined,
): readonly Step[] {
  const subject = groupOf(kind, waiting);
  if (group !== undefined && isInUse(group)) return stepsOfUsed(group, subject);
  if (waiting.length >= LEAST && group?.issue.reason !== 'not_planned') {
    return [startingStep({ subject, known: group })];
  }
  return waiting.length >= LEAST ? [] : waiting.map(startingStep);
}

/** A group is in use while it is open, and when a person has closed it before its subjects ended. */
function isInUse({ issue, marker }: Known): boolean {
  return issue.isOpen || marker.state === 'open';
}

function stepsOfUsed({ issue, marker }: Known, subject: Subject): readonly Step[] {
  const { title } = subject;
  if (!subject.isOpen) {
    if (marker.state === 'ended') return [];
    const comment = 'None of them is left.';
    return closingSteps(issue, { title, body: bodyOf(subject, issue), comment });
  }
  const body = bodyOf(subject, issue);
  return !issue.isOpen || body === issue.body ? [] : [{ action: 'update', issue, title, body }];
}

function startingStep({ subject, known }: Matched): Step {
  const { title } = subject;
  if (known === undefined) {
    return { action: 'open', issue: undefined, title, body: bodyOf(subject, undefined) };
  }
  const { issue } = known;
  const comment = 'It has begun again.';
  return { action: 'reopen', issue, title, body: bodyOf(subject, issue), comment };
}

/** Returns the group as a subject of its own, which goes on while it has members. */
function groupOf(kind: SubjectKind, members: readonly Matched[]): Subject {
  const titles = members.map(({ subject }) => subject.title).sort();
  const lines = titles.slice(0, MAX_LISTED).map((title) => `- ${codeSpan(title)}`);
  const omitted = titles.length - lines.length;
  return {
    kind,
    identity: groupIdentity(kind),
    startedAt: undefined,
    isOpen: members.length > 0,
    title: `Many ${NAMES[kind]}`,
    text: [
      `These ${NAMES[kind]} began at about the same time, and have one issue together:`,
      [...lines, ...(omitted > 0 ? [`- and ${omitted} more`] : [])].join('\n'),
    ].join('\n\n'),
    ending: '',
  };
}
