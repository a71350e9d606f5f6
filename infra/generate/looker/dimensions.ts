import type { DocumentedColumn } from '../reference/relations.ts';
import type { LookMLParameter } from './lookml.ts';

/** Columns of numbers that add up. */
const ADDS_UP =
  /(?:^|_)(?:builds|failures|runs|results|flakes|passed|failed|errored|objects|parsed|salvaged|rejected|missing|hours|lost_seconds|tests|regressions|total|covered|files|count)$/;

/** Columns whose values lead to a page of the dashboard, with its path and parameter. */
const PAGES: readonly (readonly [RegExp, string])[] = [
  [/(?:^|_)build(?:_id)?$/, '/build?build='],
  [/(?:^|_)job$/, '/job?job='],
  [/(?:^|_)test_id$/, '/test?test='],
  [/(?:^|_)fingerprint$/, '/cluster?fingerprint='],
];

/** Times without their suffix, which Looker adds again. */
const TIME_SUFFIX = /_(?:at|date)$/;

/** Fields that a column gives: a dimension or a group of dimensions, and a measure if its numbers add up or have a mean. */
export function fieldsOf(
  column: DocumentedColumn,
  columns: readonly DocumentedColumn[],
): readonly LookMLParameter[] {
  const { type } = column;
  if (type === 'DATE' || type === 'TIMESTAMP') return [timeGroup(column, columns)];
  return [dimension(column), ...measures(column)];
}

/**
 * Returns the name of the group of dimensions of a time; the full name if the shorter one is that of another column, or of the date
 * of the same time.
 */
export function groupName(name: string, columns: readonly DocumentedColumn[]): string {
  const short = name.replace(TIME_SUFFIX, '');
  const others = [short, `${short}_date`].filter((other) => other !== name);
  return columns.some((column) => others.includes(column.name)) ? name : short;
}

function timeGroup(
  { name, type, description }: DocumentedColumn,
  columns: readonly DocumentedColumn[],
): LookMLParameter {
  const ofDate = ['raw', 'date', 'week', 'month'];
  const isDate = type === 'DATE';
  return [
    'dimension_group',
    {
      name: groupName(name, columns),
      block: [
        ['type', { word: 'time' }],
        ['timeframes', { words: isDate ? ofDate : ['time', 'hour', ...ofDate] }],
        ['datatype', { word: isDate ? 'date' : 'timestamp' }],
        ['convert_tz', { word: isDate ? 'no' : 'yes' }],
        ['description', { text: description }],
        ['sql', { sql: `\${TABLE}.${name}` }],
      ],
    },
  ];
}

function dimension(column: DocumentedColumn): LookMLParameter {
  const { name, type, description } = column;
  const isNested = /^(?:ARRAY|STRUCT|JSON)/.test(type);
  const value = `\${TABLE}.${name}`;
  return [
    'dimension',
    {
      name,
      block: [
        ['type', { word: looker(type) }],
        ['description', { text: description }],
        ['sql', { sql: isNested ? `TO_JSON_STRING(${value})` : value }],
        ...links(name),
      ],
    },
  ];
}

function looker(type: string): string {
  if (type === 'BOOL') return 'yesno';
  return ['INT64', 'FLOAT64', 'NUMERIC'].includes(type) ? 'number' : 'string';
}

function links(name: string): readonly LookMLParameter[] {
  const [, path] = PAGES.find(([pattern]) => pattern.test(name)) ?? [];
  const url = name.endsWith('url')
    ? '{{ value }}'
    : path !== undefined && `@{dashboard}${path}{{ value | url_encode }}`;
  if (url === false) return [];
  const label = name.endsWith('url') ? 'Open' : 'Open in ci-signal';
  return [
    [
      'link',
      {
        block: [
          ['label', { text: label }],
          ['url', { text: url }],
        ],
      },
    ],
  ];
}

function measures({ name, type, description }: DocumentedColumn): readonly LookMLParameter[] {
  if (type === 'INT64' && ADDS_UP.test(name))
    return [measure('total', 'sum', { name, description })];
  if (type === 'FLOAT64') return [measure('average', 'average', { name, description })];
  return [];
}

function measure(
  prefix: string,
  type: string,
  { name, description }: Pick<DocumentedColumn, 'name' | 'description'>,
): LookMLParameter {
  return [
    'measure',
    {
      name: `${prefix}_${name}`,
      block: [
        ['type', { word: type }],
        ['description', { text: `${prefix === 'total' ? 'Sum' : 'Mean'}: ${description}` }],
        ['sql', { sql: `\${TABLE}.${name}` }],
        ['drill_fields', { words: ['detail*'] }],
      ],
    },
  ];
}
