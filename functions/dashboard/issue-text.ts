import type { Row } from './page.ts';
import { compareUrl, valueIn } from './pages/links.ts';
import { incidentName } from './pages/today.ts';
import { linesOf, lineOf } from './render/html.ts';
import { durationText, minuteText, percentText } from './render/value.ts';
import { shortenedTo } from '../../shared/domain/shortened.ts';

/** Longest title of an issue, in characters. */
const MAX_TITLE = 200;

/** Longest value in the text of an issue, and longest message of a failure. */
const MAX_VALUE = 500;
const MAX_MESSAGE = 3000;

/** Jobs that the issue about a test lists, so that it is shorter than the 65,536 characters that GitHub takes. */
const MAX_JOBS = 30;

/** Returns a text of CI as the title of an issue: one line, in which @ makes no mention. */
export function issueTitle(text: string): string {
  return shortenedTo(lineOf(text).replaceAll('@', '＠'), MAX_TITLE);
}

/**
 * Returns a text of CI as code within a line of Markdown. In code nothing is markup, HTML, a mention of a person or a reference to
 * another issue.
 */
export function codeSpan(text: string): string {
  const shown = shortenedTo(lineOf(text).trim(), MAX_VALUE);
  const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const space = /^`|`$/.test(shown) ? ' ' : '';
  return shown === '' ? '' : `${fence}${space}${shown}${space}${fence}`;
}

/** Returns a text of CI of several lines as a block of code, indented, so that no line of it is a line of the document. */
export function codeBlock(text: string): string {
  const lines = shortenedTo(linesOf(text.trim()), MAX_MESSAGE).split('\n');
  return lines.map((line) => `    ${line}`).join('\n');
}

/** Returns the title of an issue about an incident. */
export function incidentTitle(row: Row): string {
  const kind = valueIn(row, 'kind');
  return issueTitle(kind === 'outage' ? `Outage: ${incidentName(row)}` : incidentName(row));
}

/** Returns Markdown about an incident in which names, messages and URLs of CI are code; only the list of commits is a link. */
export function incidentText(row: Row): string {
  const of = (name: string): string => valueIn(row, name);
  const compare = compareUrl(of('last_good_inputs'), of('first_bad_inputs'));
  const facts = [
    ['Kind', codeSpan(of('kind'))],
    ['On', codeSpan(of('subject'))],
    ['Failing since', timeText(of('started_at'))],
    ['Ended', timeText(of('ended_at'))],
    ['Builds lost', codeSpan(of('builds_lost'))],
    ['Jobs', codeSpan(of('jobs'))],
    ['Tests', codeSpan(of('tests'))],
    ['Owner', codeSpan(of('owner'))],
    ['For example the job', codeSpan(of('example_job'))],
    ['And the test', codeSpan(of('example_test_name'))],
    ['Last good', buildText(of('last_good_inputs'), of('last_good_build'))],
    ['First bad', buildText(of('first_bad_inputs'), of('first_bad_build'))],
    ['Page of the first bad build', codeSpan(of('first_bad_url'))],
    ['Commits between', compare ?? ''],
  ];
  const message = of('example_message');
  return [
    listed(facts),
    ...(message.trim() === '' ? [] : ['A message of the failure:', codeBlock(message)]),
  ].join('\n\n');
}

/** Returns Markdown about a flaky test from its rows of the section *What to quarantine*, one for each job. */
export function flakeText(rows: readonly Row[]): string {
  const [first = {}] = rows;
  const jobs = rows.slice(0, MAX_JOBS).map((row) => {
    const facts = [
      ['time lost', durationText(Number(row['lost_seconds'] ?? 0))],
      ['builds failed by it alone', valueIn(row, 'failed_alone_builds')],
      ['flaky in a build', shareText(row, 'in_build_rate')],
      ['flaky on the same commits', shareText(row, 'same_inputs_rate')],
    ].filter(([, value]) => value !== '');
    return [codeSpan(valueIn(row, 'job')), facts.map((fact) => fact.join(': ')).join(', ')];
  });
  const facts = [
    ['Test', codeSpan(valueIn(first, 'test_name'))],
    ['Owner', codeSpan(valueIn(first, 'owner'))],
  ];
  const omitted = rows.length - jobs.length;
  const rest = omitted > 0 ? `\n- and ${omitted} more jobs` : '';
  return `${listed(facts)}\n\nIt fails and passes again on the same commits, in the last 28 days:\n\n${listed(jobs)}${rest}`;
}

function listed(facts: readonly (readonly string[])[]): string {
  return facts
    .filter(([, value]) => value !== '')
    .map(([name = '', value = '']) => `- ${name}: ${value}`)
    .join('\n');
}

function timeText(time: string): string {
  return time === '' ? '' : codeSpan(`${minuteText(time)} UTC`);
}

function buildText(inputs: string, build: string): string {
  if (inputs === '') return codeSpan(build);
  return build === '' ? codeSpan(inputs) : `${codeSpan(inputs)} (build ${codeSpan(build)})`;
}

function shareText(row: Row, column: string): string {
  const share = row[column];
  return typeof share === 'number' ? percentText(share) : '';
}
