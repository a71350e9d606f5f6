/**
 * Base class of all errors that ci-signal throws on purpose. The error that led to one is its `cause`.
 */
export abstract class CiSignalError extends Error {
  /** Whether the same attempt may succeed later, so that the event is to be delivered again. */
  abstract readonly isTransient: boolean;

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** Refused rows that the message of an error names. */
const MAX_NAMED_ROWS = 20;

abstract class PermanentError extends CiSignalError {
  override readonly isTransient = false;
}

abstract class TransientError extends CiSignalError {
  override readonly isTransient = true;
}

/** Thrown for an artifact that cannot be read; the ledger records it as `rejected`, with the message as its reason. */
export class UnreadableArtifactError extends PermanentError {}

/** Thrown for an artifact whose bytes end early or are damaged; the records before the damage may be kept. */
export class DamagedArtifactError extends UnreadableArtifactError {}

/** Thrown for an event or a message that does not have the expected form. */
export class InvalidMessageError extends PermanentError {}

/** Thrown for a message that is larger than an event bus accepts. */
export class MessageTooLargeError extends PermanentError {}

/** Thrown for a command line or an environment that is invalid; the message says what to do. */
export class UsageError extends PermanentError {}

/** Thrown for a source without artifacts, or one that must not be mixed with what a warehouse has; the message says what to do. */
export class SourceError extends PermanentError {}

/** Thrown when a warehouse of a newer version would have to be changed; the message says what to do. */
export class NewerWarehouseError extends PermanentError {}

/**
 * Thrown when a deployment cannot go on before a person has decided or granted something; the message says what. What was
 * deployed until then stays, and the next deployment goes on from there.
 */
export class DeploymentError extends PermanentError {}

/** Thrown for a query that the engine cannot run; the message is the engine's explanation. */
export class QueryError extends PermanentError {}

/** A row that a warehouse refuses for good. */
export interface RefusedRow {
  /** Position among the rows that were to be appended, from 0. */
  readonly index: number;
  readonly reason: string;
}

/** Thrown after an append of which a warehouse refused some rows for good; the others are stored. */
export class RefusedRowsError extends PermanentError {
  readonly table: string;
  readonly rows: readonly RefusedRow[];

  /** @param rows in ascending order of their position */
  constructor(table: string, rows: readonly RefusedRow[]) {
    const named = rows.slice(0, MAX_NAMED_ROWS);
    const list = named.map(({ index, reason }) => `row ${index + 1}: ${reason}`).join('; ');
    const rest = rows.length > named.length ? `; and ${rows.length - named.length} more` : '';
    super(`${rows.length} rows of ${table} were refused and the others stored: ${list}${rest}`);
    this.table = table;
    this.rows = rows;
  }
}

/**
 * Thrown for a message of a version, table or column that this version does not know, as it is while a newer version is
 * deployed: the message is to be delivered again, and must not be lost.
 */
export class UnknownMessageError extends TransientError {}

/** Thrown while a file that a build's other artifacts depend on has not been uploaded yet. */
export class NotReadyError extends TransientError {}

/** Thrown when an artifact store cannot be read now. */
export class StoreUnavailableError extends TransientError {}

/** Thrown when an artifact store refuses access to an object, which may not exist: the permission may be granted later. */
export class AccessDeniedError extends StoreUnavailableError {}

/** Thrown when an event bus cannot take or deliver a message now. */
export class BusUnavailableError extends TransientError {}

/** Thrown when a warehouse cannot read or write now. */
export class WarehouseUnavailableError extends TransientError {}

/** Thrown when an issue tracker does not answer now, or asks for a longer wait than the program waits. */
export class TrackerUnavailableError extends TransientError {}

/** Thrown when an issue tracker refuses a request for good; the message says what to do. */
export class TrackerRefusedError extends PermanentError {}

/** Thrown when a webhook does not answer now. */
export class WebhookUnavailableError extends TransientError {}

/** Thrown when a webhook refuses a message for good; the message says what to do, and never has the webhook's URL, which is secret. */
export class WebhookRefusedError extends PermanentError {}

/** Thrown when a thread that reads objects has ended before they were read, for example for lack of memory. */
export class ReaderEndedError extends TransientError {
  constructor(cause: unknown) {
    super(
      `a thread that reads objects has ended: ${messageOf(cause)}; run the command again, which goes on where it ended`,
      { cause },
    );
  }
}

/**
 * Returns the message of anything that was thrown: of an answer that zod does not accept, the first fault instead of all of them in
 * JSON; an object without a message has none, because its conversion may fail. Errors of
 * native code may be of another realm, so an error is told by its message.
 */
export function messageOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return String(error);
  if ('issues' in error && Array.isArray(error.issues)) return unexpectedForm(error.issues);
  const message: unknown = 'message' in error ? error.message : undefined;
  return typeof message === 'string' ? message : 'an object without a message';
}

/** Returns the first of the faults of a value, given zod's list of them. */
function unexpectedForm(issues: readonly unknown[]): string {
  const [issue] = issues;
  const form = 'a value of an unexpected form';
  if (typeof issue !== 'object' || issue === null || !('message' in issue)) return form;
  const path = 'path' in issue && Array.isArray(issue.path) ? issue.path.join('.') : '';
  return `${form} (${path === '' ? '' : `${path}: `}${String(issue.message)})`;
}
