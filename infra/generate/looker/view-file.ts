import type { DocumentedRelation } from '../reference/relations.ts';
import { fieldsOf, groupName } from './dimensions.ts';
import { GENERATED_REMARK, lookml, type LookMLParameter } from './lookml.ts';

/** Columns that are shown first when a number is opened. */
const DETAILS = [
  ...[
    'board',
    'job',
    'build_id',
    'test_name',
    'suite',
    'outcome',
    'state',
    'signal',
    'direction',
    'kind',
  ],
  ...[
    'subject',
    'owner',
    'failure_message',
    'inputs',
    'reason',
    'object_name',
    'name',
    'build_url',
    'grid',
  ],
];

/** Most columns of the details. */
const MAX_DETAILS = 10;

/** Columns that together tell the rows of views apart that other views are joined to. */
export const KEYS: Readonly<Record<string, readonly string[]>> = {
  builds: ['bucket', 'object_name'],
  job_lifecycle: ['job'],
  flaky_tests: ['test_id'],
};

/** Returns the LookML of a view. */
export function lookmlView({ name, description, columns }: DocumentedRelation): string {
  const shown = DETAILS.filter((detail) => columns.some((column) => column.name === detail));
  const times = columns.filter(({ type }) => type === 'DATE' || type === 'TIMESTAMP').slice(0, 2);
  const details = [
    ...shown.slice(0, MAX_DETAILS - times.length),
    ...times.map((column) => `${groupName(column.name, columns)}_date`),
  ];
  const fields = columns.flatMap((column) => fieldsOf(column, columns));
  const view: LookMLParameter = [
    'view',
    {
      name,
      block: [
        ['sql_table_name', { sql: `\`@{dataset}.${name}\`` }],
        ...keyOf(name),
        ...fields,
        [
          'measure',
          {
            name: 'rows',
            block: [
              ['type', { word: 'count' }],
              ['drill_fields', { words: ['detail*'] }],
            ],
          },
        ],
        ['set', { name: 'detail', block: [['fields', { words: details }]] }],
      ],
    },
  ];
  const comment = description.replaceAll(/\s+/g, ' ');
  return `${GENERATED_REMARK}# ${comment}\n\n${lookml([view])}`;
}

function keyOf(name: string): readonly LookMLParameter[] {
  const columns = KEYS[name];
  if (columns === undefined) return [];
  const value = columns.map((column) => `\${TABLE}.${column}`).join(", '/', ");
  return [
    [
      'dimension',
      {
        name: 'primary_key',
        block: [
          ['primary_key', { word: 'yes' }],
          ['hidden', { word: 'yes' }],
          ['sql', { sql: columns.length === 1 ? value : `CONCAT(${value})` }],
        ],
      },
    ],
  ];
}
