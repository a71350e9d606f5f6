import { choices, type FilledSection } from '../fill.ts';
import type { DashboardPage, Values } from '../page.ts';
import { parameterOf, valueOf } from '../parameters.ts';
import { lineOf, markup, NOTHING, type Html } from './html.ts';

interface Field {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly choices?: readonly string[];
}

/** Returns the form of a page: its own fields and those of the filters of its sections. */
export function formOf(
  page: DashboardPage,
  values: Values,
  filled: readonly FilledSection[],
): Html {
  const own = (page.parameters ?? []).filter(({ hasField }) => hasField === true);
  const filters = filled.flatMap(({ section }) =>
    (section.filters ?? []).flatMap((filter) =>
      filter.label === undefined ? [] : [{ name: parameterOf(filter), label: filter.label }],
    ),
  );
  const fields = [...new Map([...own, ...filters].map((field) => [field.name, field])).values()];
  if (fields.length === 0) return NOTHING;
  const names = new Set(fields.map(({ name }) => name));
  const kept = Object.entries(values).filter(([name, value]) => !names.has(name) && value !== '');
  return markup`<form method="get" action="${page.path}" role="search" aria-label="${page.lead}">
${kept.map(([name, value]) => markup`<input type="hidden" name="${name}" value="${value}">`)}
${fields.map((field) => control(field, valueOf(values, field.name), filled))}
<button type="submit">Show</button> <a href="${resetPath(page.path, kept)}">Reset</a>
</form>`;
}

function resetPath(path: string, kept: readonly (readonly [string, string])[]): string {
  return kept.length === 0
    ? path
    : `${path}?${new URLSearchParams(Object.fromEntries(kept)).toString()}`;
}

function control(
  { name, label, hint, choices: own }: Field,
  value: string,
  filled: readonly FilledSection[],
): Html {
  const options = own ?? choices(filled, name);
  const input =
    options === undefined
      ? markup`<input name="${name}" value="${value}" maxlength="500"${hint === undefined ? NOTHING : markup` size="40" placeholder="${hint}"`}>`
      : markup`<select name="${name}"><option value="">${own === undefined ? 'any' : 'as usual'}</option>${withChosen(
          options,
          value,
        ).map(
          (option) =>
            markup`<option value="${option}"${option === value ? markup` selected` : NOTHING}>${lineOf(option)}</option>`,
        )}</select>`;
  return markup`<label>${label} ${input}</label>\n`;
}

/** A value that no row has stays chosen, so that the form says why there are no rows. */
function withChosen(options: readonly string[], value: string): readonly string[] {
  return value === '' || options.includes(value) ? options : [value, ...options];
}
