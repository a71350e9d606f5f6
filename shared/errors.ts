/** Everything that ci-signal throws on purpose. */
export abstract class CiSignalError extends Error {
  /** Whether the same attempt may work later, so that the event has to be delivered again. */
  abstract readonly isTransient: boolean;

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** An artifact that nobody will ever be able to read; recorded as `rejected` with the message as its reason. */
export class UnreadableArtifactError extends CiSignalError {
  override readonly isTransient = false;
}

/** An artifact whose bytes break off or go bad on the way; what was read before may be worth keeping. */
export class DamagedArtifactError extends UnreadableArtifactError {}

/** An event or message that is not of the agreed form. */
export class InvalidMessageError extends CiSignalError {
  override readonly isTransient = false;
}

/** A message too large for any bus. */
export class MessageTooLargeError extends CiSignalError {
  override readonly isTransient = false;
}

/** A command line or environment that does not make sense; the message says what to do. */
export class UsageError extends CiSignalError {
  override readonly isTransient = false;
}

/** A query that the engine cannot run; the message is the engine's explanation. */
export class QueryError extends CiSignalError {
  override readonly isTransient = false;
}

/** A sibling that a build's artifacts need has not been uploaded yet. */
export class NotReadyError extends CiSignalError {
  override readonly isTransient = true;
}

export class StoreUnavailableError extends CiSignalError {
  override readonly isTransient = true;
}

export class BusUnavailableError extends CiSignalError {
  override readonly isTransient = true;
}

export class WarehouseUnavailableError extends CiSignalError {
  override readonly isTransient = true;
}
