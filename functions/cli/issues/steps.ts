import type { ClosingReason, TrackedIssue } from '../../../shared/ports/issue-tracker.ts';
import { rewrittenBody, writtenBody, type IssueMarker } from './marker.ts';
import type { Subject } from './subjects.ts';

/** What is done with an issue, or has been done. */
export interface Step {
  readonly action: 'open' | 'update' | 'close' | 'reopen';
  /** The issue; `undefined` for one that is opened. */
  readonly issue: TrackedIssue | undefined;
  readonly title: string;
  /** The body that the issue has afterwards. */
  readonly body: string;
  /** A comment that tells people why. */
  readonly comment?: string;
  readonly reason?: ClosingReason;
}

/** An issue of the command. */
export interface Known {
  readonly issue: TrackedIssue;
  readonly marker: IssueMarker;
}

/** A subject with its issue, if it has one. */
export interface Matched {
  readonly subject: Subject;
  readonly known: Known | undefined;
}

/** Closes an issue; of one that a person has closed only the state in its body is changed. */
export function closingSteps(
  issue: TrackedIssue,
  {
    title,
    body,
    comment,
  }: { readonly title: string; readonly body: string; readonly comment: string },
): readonly Step[] {
  if (!issue.isOpen) return [{ action: 'update', issue, title, body }];
  return [{ action: 'close', issue, title, body, comment, reason: 'completed' }];
}

/** Returns the body that an issue about a subject has to have. */
export function bodyOf(subject: Subject, issue: TrackedIssue | undefined): string {
  const { kind, identity, startedAt, isOpen, text } = subject;
  const marker: IssueMarker = { kind, identity, startedAt, state: isOpen ? 'open' : 'ended' };
  return issue === undefined ? writtenBody(marker, text) : rewrittenBody(issue.body, marker, text);
}
