/** A part of a text that is hidden, from its start up to its end. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A part that no position is in. */
export const NOWHERE: Span = { start: 0, end: 0 };

/** Text that replaces a secret. */
export const HIDDEN = '(hidden)';

/** Returns whether a position is in a part. */
export function isIn(at: number, { start, end }: Span): boolean {
  return at >= start && at < end;
}

/** Returns where a sticky expression matches at a position, and `undefined` if it does not. */
export function matchAt(expression: RegExp, text: string, at: number): Span | undefined {
  expression.lastIndex = at;
  return expression.test(text) ? { start: at, end: expression.lastIndex } : undefined;
}

/** Returns spans in their order, joined where they overlap. */
export function joined(spans: readonly Span[]): readonly Span[] {
  const result: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = result.at(-1);
    if (last === undefined || span.start >= last.end) result.push(span);
    else if (span.end > last.end) result[result.length - 1] = { start: last.start, end: span.end };
  }
  return result;
}

/** Returns a text with {@link HIDDEN} in place of spans, which are in order and do not overlap. */
export function withoutSpans(text: string, spans: readonly Span[]): string {
  let result = '';
  let end = 0;
  for (const span of spans) {
    result += text.slice(end, span.start) + HIDDEN;
    end = span.end;
  }
  return result + text.slice(end);
}
