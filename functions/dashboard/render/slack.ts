import type { Row } from '../page.ts';
import { titleOfReport, type Report, type ReportPart } from '../report.ts';
import { plainCell } from './cell.ts';
import { beginningOf } from '../../../shared/domain/shortened.ts';

/** Rows of a part that a message has, and columns of a row. */
const MAX_ROWS = 5;
const MAX_COLUMNS = 4;

/** Longest text of a section, in characters, as Slack allows it. */
const MAX_SECTION = 2900;

interface PlainText {
  readonly type: 'plain_text';
  readonly text: string;
  readonly emoji: false;
}

/** A part of a message in the Block Kit of Slack; all texts of CI are plain text, in which nothing is a link or a mention. */
interface SlackBlock {
  readonly type: 'header' | 'section';
  readonly text: PlainText;
}

/** A message for an incoming webhook of Slack, or of a service that understands `text`. */
export interface SlackMessage {
  /** A summary of numbers, for services and notifications that do not show blocks. */
  readonly text: string;
  readonly blocks: readonly SlackBlock[];
}

/** Returns a report as a message with its first rows. */
export function slackMessage(report: Report): SlackMessage {
  const title = titleOfReport(report);
  const counts = report.parts.map(
    ({ section, rows, error }) =>
      `${section.title}: ${error === undefined ? rows.length : 'cannot be read'}`,
  );
  return {
    text: `${textOfSlack(title)} · ${counts.join(' · ')}`,
    blocks: [
      { type: 'header', text: plain(beginningOf(title, 140)) },
      ...report.parts.map((part) => ({ type: 'section' as const, text: plain(partText(part)) })),
    ],
  };
}

function partText({ section, rows, error }: ReportPart): string {
  if (error !== undefined) return `${section.title}\nThis part cannot be read.`;
  if (rows.length === 0) return `${section.title}\n${section.empty}`;
  const line = (row: Row): string =>
    section.columns
      .slice(0, MAX_COLUMNS)
      .map((column) => plainCell(column, row))
      .filter((text) => text !== '')
      .join(' · ');
  const lines = rows.slice(0, MAX_ROWS).map((row) => `• ${line(row)}`);
  const rest = rows.length > MAX_ROWS ? [`and ${rows.length - MAX_ROWS} more`] : [];
  const text = [`${section.title} (${rows.length})`, ...lines, ...rest].join('\n');
  return beginningOf(text, MAX_SECTION);
}

/** Returns a text in which nothing is a link, a mention or markup, in Slack and in services that read Markdown. */
function textOfSlack(text: string): string {
  return text.replaceAll(/[<>&@*_~`[\]]/g, ' ');
}

function plain(text: string): PlainText {
  return { type: 'plain_text', text, emoji: false };
}
