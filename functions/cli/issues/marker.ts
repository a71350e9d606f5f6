import { createHash } from 'node:crypto';

/** Kinds of subjects that issues are about. */
export const SUBJECT_KINDS = ['regression', 'outage', 'flake'] as const;

/** Kind of a subject. */
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

/** What an issue says of itself, in a comment of its body that is not shown. */
export interface IssueMarker {
  readonly kind: SubjectKind;
  /** Digest of the subject, or of the group of all subjects of the kind. */
  readonly identity: string;
  /** Start of an incident, ISO 8601; `undefined` for what has none. */
  readonly startedAt: string | undefined;
  /** Whether the subject went on when the command wrote the issue last. */
  readonly state: 'open' | 'ended';
}

/** Nothing before the comment on its line: all lines with texts of CI begin in another way. */
const MARKER =
  /^<!-- ci-signal v1 (regression|outage|flake) ([0-9a-f]{32}) (-|[0-9TZ:-]{20}) (open|ended) -->$/m;

const END = '<!-- end of ci-signal -->';

/** Returns the digest of a subject, which has no text of CI in it. */
export function identityOf(kind: SubjectKind, name: string): string {
  return digest([kind, name]);
}

/** Returns the digest of the group of all subjects of a kind. */
export function groupIdentity(kind: SubjectKind): string {
  return digest(['group', kind]);
}

function digest(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}

/** Returns the first marker in the body of an issue; `undefined` if it has none. */
export function issueMarker(body: string): IssueMarker | undefined {
  const [, kind, identity, startedAt, state] = MARKER.exec(body) ?? [];
  const known = SUBJECT_KINDS.find((one) => one === kind);
  if (known === undefined || identity === undefined) return undefined;
  return {
    kind: known,
    identity,
    startedAt: startedAt === '-' ? undefined : startedAt,
    state: state === 'open' ? 'open' : 'ended',
  };
}

/** Returns a body with a marker and the text that the command writes. */
export function writtenBody(marker: IssueMarker, text: string): string {
  return `${written(marker)}\n${text}\n\nci-signal keeps the text above up to date; text below stays.\n${END}`;
}

/** Returns a body in which the part that the command writes is another one; what people wrote around it stays. */
export function rewrittenBody(body: string, marker: IssueMarker, text: string): string {
  const start = MARKER.exec(body)?.index;
  if (start === undefined) return writtenBody(marker, text);
  const end = body.indexOf(`\n${END}`, start);
  const after = end < 0 ? '' : body.slice(end + END.length + 1);
  return `${body.slice(0, start)}${writtenBody(marker, text)}${after}`;
}

/** Returns a body whose marker says that the subject has ended. */
export function endedBody(body: string): string {
  const marker = issueMarker(body);
  return marker === undefined ? body : body.replace(MARKER, written({ ...marker, state: 'ended' }));
}

function written({ kind, identity, startedAt, state }: IssueMarker): string {
  return `<!-- ci-signal v1 ${kind} ${identity} ${startedAt ?? '-'} ${state} -->`;
}
