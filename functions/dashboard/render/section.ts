import type { FilledSection } from '../fill.ts';
import { addressOf, type Shown } from './address.ts';
import { linesOf, lineOf, markup, NOTHING, type Html } from './html.ts';
import { matrixOf } from './matrix.ts';
import { countOf, factsOf, shownRows, tableOf } from './table.ts';
import { treeMapOf } from './tree-map.ts';
import { trendOf } from './trend.ts';

/** Rows of the table that a chart or grid stands for. */
const ROWS_BELOW = 20;

/** Returns a section of a page with its rows, its statement, and links to the rows as CSV and JSON. */
export function sectionOf(filled: FilledSection, shown: Shown): Html {
  const { section, rows, error } = filled;
  const { id, title, about } = section;
  return markup`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${lineOf(title)}</h2>
${about === undefined ? NOTHING : markup`<p class="about">${about}</p>`}
${error !== undefined ? failed(error) : rows.length === 0 ? empty(section.empty) : body(filled, shown)}
${tools(filled, shown)}
</section>
`;
}

function empty(sentence: string): Html {
  return markup`<p class="empty">${sentence}</p>`;
}

function failed(error: string): Html {
  return markup`<p class="problem">This part cannot be read from the warehouse: ${lineOf(error)}</p>`;
}

function body(filled: FilledSection, shown: Shown): Html {
  const { section, rows } = filled;
  switch (section.kind) {
    case 'table':
      return tableOf(filled, shown, shownRows(section, shown));
    case 'facts':
      return factsOf(filled, shown);
    case 'matrix':
      return matrixOf(section, filled);
    case 'trend':
      return trendOf(section, filled);
    case 'tree-map':
      return treeMapOf(section, filled, shown);
    case 'draft': {
      const [row] = rows;
      if (row === undefined) return NOTHING;
      const text = linesOf(section.draft(row, shown.values));
      return markup`<textarea readonly rows="14" aria-labelledby="${section.id}-title">${text}</textarea>`;
    }
  }
}

function tools(filled: FilledSection, shown: Shown): Html {
  const { section, rows, sql } = filled;
  const count = section.kind === 'table' ? shownRows(section, shown) : rows.length;
  const isChart = ['trend', 'tree-map'].includes(section.kind) && rows.length > 0;
  return markup`${
    isChart
      ? markup`<details><summary>Rows of the chart</summary>${tableOf(filled, shown, ROWS_BELOW)}</details>`
      : NOTHING
  }<div class="tools">${section.kind === 'table' ? countOf(filled, shown, count) : NOTHING}
<a href="${addressOf(shown, { table: section.id, format: 'csv' })}">CSV</a>
<a href="${addressOf(shown, { table: section.id, format: 'json' })}">JSON</a>
<details><summary>SQL</summary><pre tabindex="0">${linesOf(sql)}</pre></details></div>`;
}
