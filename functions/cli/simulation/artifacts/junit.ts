import type { AttemptOutcome } from '../../../../shared/domain/outcome.ts';
import type { RenderedFailure } from '../builds/failure.ts';

/** A failure as a report has it. */
export interface ReportedFailure extends Pick<
  RenderedFailure,
  'message' | 'text' | 'hasControlCharacters'
> {
  readonly element: 'failure' | 'error';
  readonly type: string;
  /** Id of the template. */
  readonly template: string | null;
}

export function reportedFailure({
  template,
  message,
  text,
  hasControlCharacters,
}: RenderedFailure): ReportedFailure {
  const { element, type, id } = template;
  return { element, type, template: id, message, text, hasControlCharacters };
}

/** A test case as a report has it. */
export interface ReportedCase {
  readonly name: string;
  readonly outcome: AttemptOutcome;
  readonly seconds: number;
  readonly failure?: ReportedFailure | undefined;
  readonly skipReason?: string | undefined;
}

/** A JUnit report, in parts, so that it can be cut between any two characters. */
export interface JUnitReport {
  readonly head: string;
  readonly cases: readonly ReportedCase[];
  /** One element a case, without anything around it. */
  readonly elements: readonly string[];
  readonly tail: string;
}

/** What the cases of a report add up to. */
export function countOutcomes(
  cases: readonly ReportedCase[],
): Readonly<Record<AttemptOutcome, number>> {
  const counts = { passed: 0, failed: 0, errored: 0, skipped: 0 };
  for (const { outcome } of cases) counts[outcome]++;
  return counts;
}

export function totalSeconds(cases: readonly ReportedCase[]): string {
  return cases.reduce((sum, { seconds }) => sum + seconds, 0).toFixed(6);
}

/** What a `testcase` holds. */
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

/** The whole report as text. */
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

/** A text as the value of an attribute. */
export function escapeAttribute(text: string): string {
  return text.replace(/[&<>"\n]/g, (character) => ESCAPES[character] ?? character);
}

/** A text between tags. Control characters stay: those who write reports do not care either. */
export function escapeText(text: string): string {
  return text.replace(/[&<>]/g, (character) => ESCAPES[character] ?? character);
}

/** A start tag. */
export function startTag(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
): string {
  const written = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${escapeAttribute(String(value))}"`,
  );
  return `<${name}${written.join('')}>`;
}
