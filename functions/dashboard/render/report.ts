import { titleOfReport, type Report, type ReportPart } from '../report.ts';
import { jsonText } from '../../../shared/rows/json-text.ts';
import { plainCell } from './cell.ts';
import { linked, lineOf, markup, NOTHING, type Html } from './html.ts';

/** Rows of a part that a report for people has. */
const MAX_REPORTED = 25;

/** Characters that have a meaning in Markdown, or in the HTML that it may hold. */
const MARKDOWN = /[\\`*_{}[\]()<>#+!|~&@]/g;

/** Characters that a backslash does not make plain. A space without width after @ keeps GitHub from finding a mention. */
const REPLACED: Readonly<Record<string, string>> = { '<': '&lt;', '&': '&amp;', '@': '@&#8203;' };

/** Returns a report as Markdown, in which all names and messages are text. */
export function markdownReport(report: Report): string {
  return [
    `# ${titleOfReport(report)}`,
    ...report.parts.map((part) => `## ${part.section.title}\n\n${markdownPart(part)}`),
    '',
  ].join('\n\n');
}

function markdownPart({ section, rows, error }: ReportPart): string {
  if (error !== undefined) return `This part cannot be read: ${escaped(error)}`;
  if (rows.length === 0) return section.empty;
  const { columns } = section;
  const lines = rows.slice(0, MAX_REPORTED).map((row) => {
    const cells = columns.map((column) => {
      const text = escaped(plainCell(column, row));
      const target = column.link?.(row);
      return target !== undefined && isWeb(target) && text !== '' ? `[${text}](<${target}>)` : text;
    });
    return `| ${cells.join(' | ')} |`;
  });
  return [
    `| ${columns.map(({ label }) => label).join(' | ')} |`,
    `|${' --- |'.repeat(columns.length)}`,
    ...lines,
    ...(rows.length > MAX_REPORTED ? ['', omittedRows(rows.length)] : []),
  ].join('\n');
}

/**
 * Returns a report as an HTML page that needs nothing else and looks the same in the programs that show mail: styles are attributes of
 * elements, and no colour of text or paper is set, so that light and dark modes have their own.
 */
export function htmlReport(report: Report): Html {
  const title = titleOfReport(report);
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${title}</title>
</head>
<body style="${BODY_STYLE}">
<h1 style="font-size:20px">${title}</h1>
${report.parts.map((part) => markup`<h2 style="font-size:17px;margin:24px 0 4px">${part.section.title}</h2>\n${htmlPart(part)}`)}
</body>
</html>
`;
}

const BODY_STYLE = 'font:15px/1.4 system-ui,Arial,sans-serif;margin:16px;overflow-wrap:break-word';

function htmlPart({ section, rows, error }: ReportPart): Html {
  if (error !== undefined) return markup`<p>This part cannot be read: ${lineOf(error)}</p>`;
  if (rows.length === 0) return markup`<p>${section.empty}</p>`;
  const { columns } = section;
  const shown = rows.slice(0, MAX_REPORTED);
  return markup`<div style="overflow-x:auto"><table border="1" cellpadding="4" cellspacing="0" style="border-collapse:collapse;font-size:14px">
<thead><tr>${columns.map(({ label }) => markup`<th scope="col" align="left">${label}</th>`)}</tr></thead>
<tbody>${shown.map(
    (row) =>
      markup`<tr>${columns.map((column) => {
        const target = column.link?.(row);
        const isLink = target !== undefined && isWeb(target);
        return markup`<td valign="top">${linked(isLink ? target : undefined, plainCell(column, row))}</td>`;
      })}</tr>\n`,
  )}</tbody>
</table></div>
${rows.length > MAX_REPORTED ? markup`<p>${omittedRows(rows.length)}</p>` : NOTHING}`;
}

/** A format of reports. */
export type ReportFormat = 'markdown' | 'html' | 'json';

/** Returns a report in a format, as a text. */
export async function writtenReport(report: Report, format: ReportFormat): Promise<string> {
  switch (format) {
    case 'markdown':
      return markdownReport(report);
    case 'html':
      return String(await htmlReport(report));
    case 'json':
      return `${jsonText(jsonReport(report), 2)}\n`;
  }
}

/** Returns a report as JSON, with all rows of its parts, and `errors` with the reasons for which parts cannot be read. */
export function jsonReport({ scope, dates, parts }: Report): unknown {
  const errors = parts.flatMap(({ section, error }) =>
    error === undefined ? [] : [[section.id, error] as const],
  );
  return {
    first_date: dates?.first ?? null,
    last_date: dates?.last ?? null,
    board: scope.board ?? null,
    ...Object.fromEntries(parts.map(({ section, rows }) => [section.id, rows])),
    ...(errors.length > 0 && { errors: Object.fromEntries(errors) }),
  };
}

function omittedRows(rows: number): string {
  return `${MAX_REPORTED} of ${rows} rows; the dashboard and --format json have all.`;
}

function escaped(text: string): string {
  return text.replaceAll(MARKDOWN, (character) => REPLACED[character] ?? `\\${character}`);
}

/** Links of the dashboard itself lead nowhere in a mail. */
function isWeb(target: string): boolean {
  return /^https?:\/\/[^\s<>]+$/.test(target);
}
