import { TrackerRefusedError, TrackerUnavailableError } from '../../../shared/errors.ts';
import type { IssueTracker, TrackedIssue } from '../../../shared/ports/issue-tracker.ts';
import { RETRIES } from '../../../shared/retry/policies.ts';
import { retrying } from '../../../shared/retry/retrying.ts';
import { issueMarker } from './marker.ts';
import { planDuplicates } from './plan.ts';
import type { Step } from './steps.ts';

/** Number of refusals after which a run ends that has changed nothing. */
const MAX_REFUSALS = 3;

/**
 * Carries out steps, one after the other, and calls `onDone` after each with the issue that it was about. Afterwards it closes the issues that
 * another run opened about the same subjects at the same time.
 *
 * @throws TrackerUnavailableError if the tracker does not answer now; the next run goes on with what is left
 * @throws TrackerRefusedError if the tracker refuses a step for good, after the others were tried; at once if it refuses the first ones
 */
export async function applySteps(
  tracker: IssueTracker,
  steps: readonly Step[],
  onDone: (step: Step, issue: TrackedIssue) => void,
): Promise<void> {
  const refusals: TrackerRefusedError[] = [];
  for (const [index, step] of steps.entries()) {
    try {
      const changed = await applyStep(tracker, step);
      if (changed !== undefined) onDone(step, changed);
    } catch (error) {
      if (!(error instanceof TrackerRefusedError)) throw error;
      refusals.push(error);
      // A token without the permission, for example, is refused each time.
      if (index + 1 === refusals.length && refusals.length === MAX_REFUSALS) break;
    }
  }
  if (steps.some(({ issue }) => issue === undefined)) await closeDuplicates(tracker, onDone);
  const [first] = refusals;
  if (first === undefined) return;
  throw new TrackerRefusedError(
    `${refusals.length} of ${steps.length} changes were refused, the first because: ${first.message}`,
    { cause: first },
  );
}

/** Carries out one step, and returns the issue; `undefined` if another run has done it meanwhile. */
async function applyStep(tracker: IssueTracker, step: Step): Promise<TrackedIssue | undefined> {
  if (step.issue === undefined) return await openOnce(tracker, step);
  return (await changeIssue(tracker, step, step.issue)) ? step.issue : undefined;
}

async function closeDuplicates(
  tracker: IssueTracker,
  onDone: (step: Step, issue: TrackedIssue) => void,
): Promise<void> {
  for (const step of planDuplicates(await tracker.list())) {
    if (step.issue === undefined) continue;
    if (await changeIssue(tracker, step, step.issue)) onDone(step, step.issue);
  }
}

/** Opens an issue; after a failure it looks first whether the issue was opened nevertheless. */
async function openOnce(tracker: IssueTracker, { title, body }: Step): Promise<TrackedIssue> {
  let isUncertain = false;
  return await retrying(RETRIES.issue, async () => {
    const there = isUncertain ? await openedIssue(tracker, body) : undefined;
    if (there !== undefined) return there;
    try {
      return await tracker.open({ title, body });
    } catch (error) {
      isUncertain = error instanceof TrackerUnavailableError;
      throw error;
    }
  });
}

async function openedIssue(tracker: IssueTracker, body: string): Promise<TrackedIssue | undefined> {
  const [line] = body.split('\n');
  const issues = await tracker.list();
  return issues.find((issue) => issue.isOpen && issue.body.split('\n').includes(line ?? ''));
}

/**
 * Changes an issue, and comments on what people are to know. What another run has done meanwhile is not done again.
 *
 * @returns whether it was changed
 */
async function changeIssue(
  tracker: IssueTracker,
  { action, body, comment, reason }: Step,
  issue: TrackedIssue,
): Promise<boolean> {
  const { number } = issue;
  if (action === 'close' || action === 'reopen') {
    const now = await tracker.get(number);
    const isSame =
      now.isOpen === issue.isOpen &&
      issueMarker(now.body)?.state === issueMarker(issue.body)?.state;
    if (!isSame) return false;
  }
  await tracker.change(number, {
    ...(body !== issue.body && { body }),
    ...(action === 'close' && { isOpen: false }),
    ...(action === 'reopen' && { isOpen: true }),
    ...(reason !== undefined && { reason }),
  });
  if (comment !== undefined) await tracker.comment(number, comment);
  return true;
}
