import type { Row } from './page.ts';
import { valueIn } from './pages/links.ts';
import { incidentName, toIncident } from './pages/today.ts';
import { linesOf, lineOf, markup, type Html } from './render/html.ts';

/**
 * Returns the incidents as an Atom feed. An entry is updated when its incident ends.
 *
 * @param origin URL of the dashboard without a path
 */
export function atomFeed(rows: readonly Row[], origin: string): Html {
  const updated = rows.map(changedAt).sort().at(-1) ?? '1970-01-01T00:00:00.000Z';
  return markup`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<title>Incidents · ci-signal</title>
<id>${origin}/incidents.atom</id>
<link rel="self" href="${origin}/incidents.atom"/>
<link rel="alternate" href="${origin}/"/>
<author><name>ci-signal</name></author>
<updated>${updated}</updated>
${rows.map((row) => entry(row, origin))}</feed>
`;
}

function entry(row: Row, origin: string): Html {
  const target = `${origin}${toIncident(row)}`;
  const state = valueIn(row, 'state');
  const facts = [
    `${valueIn(row, 'kind')}, ${state}`,
    `${valueIn(row, 'builds_lost')} builds lost`,
    valueIn(row, 'example_message'),
  ].filter((fact) => fact !== '');
  return markup`<entry>
<title>${lineOf(incidentName(row))}${state === 'ended' ? ' (ended)' : ''}</title>
<id>${target}</id>
<link href="${target}"/>
<updated>${changedAt(row)}</updated>
<published>${valueIn(row, 'started_at')}</published>
<summary>${linesOf(facts.join('\n'))}</summary>
</entry>
`;
}

function changedAt(row: Row): string {
  return valueIn(row, 'ended_at') || valueIn(row, 'started_at');
}
