/** Why an issue is closed, in the words of GitHub. */
export type ClosingReason = 'completed' | 'not_planned' | 'duplicate';

/** An issue of a tracker. */
export interface TrackedIssue {
  readonly number: number;
  readonly url: string;
  readonly body: string;
  readonly isOpen: boolean;
  /** Why it is closed; `undefined` if it is open, or the tracker does not tell. */
  readonly reason: ClosingReason | undefined;
}

/** A new issue. */
export interface IssueDraft {
  readonly title: string;
  readonly body: string;
}

/** A change of an issue; what is left out stays. */
export interface IssueChange {
  readonly body?: string;
  readonly isOpen?: boolean;
  /** Why it is closed. */
  readonly reason?: ClosingReason;
}

/** The issues of a repository that have a certain label. */
export interface IssueTracker {
  /**
   * Returns all issues with the label, open and closed, the oldest first.
   *
   * @throws TrackerRefusedError if there is no such repository, or the credentials do not suffice
   * @throws TrackerUnavailableError if the tracker does not answer now
   */
  list(): Promise<readonly TrackedIssue[]>;

  /** Returns an issue as it is now. It throws as {@link list} does. */
  get(number: number): Promise<TrackedIssue>;

  /**
   * Opens an issue with the label. It throws as {@link list} does; after a TrackerUnavailableError the issue may have been opened.
   *
   * @throws TrackerRefusedError also if the tracker opened the issue without the label; then the issue is closed again
   */
  open(draft: IssueDraft): Promise<TrackedIssue>;

  /** Changes an issue. It throws as {@link list} does. */
  change(number: number, change: IssueChange): Promise<void>;

  /** Adds a comment to an issue. It throws as {@link list} does; after a TrackerUnavailableError it may have been added. */
  comment(number: number, text: string): Promise<void>;
}
