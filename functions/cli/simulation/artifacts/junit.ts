import type { AttemptOutcome } from '../../../../shared/domain/outcome.ts';
import type { RenderedFailure } from '../builds/failure.ts';

/** The failure element of a test case. */
export interface ReportedFailure extends Pick<
  RenderedFailure,
  'message' | 'text' | 'hasControlCharacters'
> {
  readonly element: 'failure' | 'error';
  readonly type: string;
  /** ID of the failure template; `null` for a failure without one. */
  readonly template: string | null;
}

/** Returns the failure element for a rendered failure. */
export function reportedFailure({
  template,
  message,
  text,
  hasControlCharacters,
}: RenderedFailure): ReportedFailure {
  const { element, type, id } = template;
  return { element, type, template: id, message, text, hasControlCharacters };
}

/** A test case of a report. */
export interface ReportedCase {
  readonly name: string;
  readonly outcome: AttemptOutcome;
  readonly seconds: number;
  readonly failure?: ReportedFailure | undefined;
  readonly skipReason?: string | undefined;
}

/** A JUnit report in parts, so that it can be truncated anywhere. */
export interface JUnitReport {
  readonly head: string;
  readonly cases: readonly ReportedCase[];
  /** One `testcase` element for each case. */
  readonly elements: readonly string[];
  readonly tail: string;
}

/** Counts the cases of a report by outcome. */
export function countOutcomes(
  cases: readonly ReportedCase[],
): Readonly<Record<AttemptOutcome, number>> {
  const counts = { passed: 0, failed: 0, errored: 0, skipped: 0, interrupted: 0 };
  for (const { outcome } of cases) counts[outcome]++;
  return counts;
}

/** Returns the total duration of the cases in seconds, with six decimals. */
export function totalSeconds(cases: readonly ReportedCase[]): string {
  return cases.reduce((sum, { seconds }) => sum + seconds, 0).toFixed(6);
}

/** Returns the contents of a `testcase` element. */
export function caseContent({ outcome, failure, skipReason }: ReportedCase): string {
  if (outcome === 'skipped') {
    return skipReason === undefined
      ? '<skipped message="skipped"></skipped>'
      : `<skipped message="${escapeAttribute(skipReason)}"></skipped>`;
  }
  if (failure === undefined) return '';
  const { element, type, message, text } = failure;
  return `${startTag(element, { message, type })}${escapeText(text)}</${element}>`;
}

/** Returns the complete report as text. */
export function reportText({ head, elements, tail }: JUnitReport): string {
  return `${head}${elements.join('\n')}\n${tail}`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&#34;',
  '\n': '&#xA;',
};

/** Escapes the value of an attribute. */
function escapeAttribute(text: string): string {
  return text.replace(/[&<>"\n]/g, (character) => ESCAPES[character] ?? character);
}

/** Escapes text content. Control characters stay, although XML does not allow them, as in real reports. */
function escapeText(text: string): string {
  return text.replace(/[&<>]/g, (character) => ESCAPES[character] ?? character);
}

/** Returns a start tag. */
export function startTag(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
): string {
  const written = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${escapeAttribute(String(value))}"`,
  );
  return `<${name}${written.join('')}>`;
}
