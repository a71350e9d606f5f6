import type { DocumentedRelation } from '../reference/relations.ts';
import { GENERATED_REMARK, lookml, type LookMLParameter } from './lookml.ts';

/** A view that is joined to another one, with the columns that are equal, by their names in the joined view. */
interface Join {
  readonly view: string;
  readonly on: Readonly<Record<string, string>>;
}

/** The joined view whose rows have the date of a build. */
const DATED_JOIN = 'builds';

const BY_JOB: Join = { view: 'job_lifecycle', on: { job: 'job' } };
const BY_TEST: Join = { view: 'flaky_tests', on: { test_id: 'test_id' } };

/** Joins of explores: by build, by test and by job. */
const JOINS: Readonly<Record<string, readonly Join[]>> = {
  test_results: [
    { view: DATED_JOIN, on: { bucket: 'bucket', object_name: 'build_path' } },
    BY_TEST,
    BY_JOB,
  ],
  builds: [BY_JOB],
  test_changepoints: [BY_TEST, BY_JOB],
  quarantine_candidates: [BY_JOB],
  job_cost: [BY_JOB],
  board_signal: [BY_JOB],
};

/** Returns the manifest of the project, with what differs between installations. */
export function manifest(): string {
  return `${GENERATED_REMARK}\n${lookml([
    ['project_name', { text: 'ci_signal' }],
    ['constant', constant('connection', 'ci_signal')],
    ['constant', constant('dataset', 'ci')],
    ['constant', constant('dashboard', 'http://127.0.0.1:8080')],
  ])}`;
}

function constant(name: string, value: string): LookMLParameter[1] {
  return {
    name,
    block: [
      ['value', { text: value }],
      ['export', { word: 'override_optional' }],
    ],
  };
}

/** Returns the model: an explore for each view, with its joins. */
export function model(relations: readonly DocumentedRelation[]): string {
  const explores = relations.map((relation): LookMLParameter => {
    const { name, layer, topic } = relation;
    const joins = (JOINS[name] ?? []).map((join) => joinOf(name, join, isDated(relation)));
    return [
      'explore',
      {
        name,
        block: [
          ['group_label', { text: `ci-signal ${topic ?? layer ?? ''}` }],
          // Views of raw rows demand a filter by date, and others are read for less.
          ...(isDated(relation) ? [lastDays([name, ...datedJoins(name)])] : []),
          ...joins,
        ],
      },
    ];
  });
  return `${GENERATED_REMARK}\n${lookml([
    ['connection', { text: '@{connection}' }],
    ['include', { text: '/views/*.view' }],
    ['include', { text: '/dashboards/*.dashboard' }],
    ...explores,
  ])}`;
}

function isDated({ columns }: DocumentedRelation): boolean {
  return columns.some(({ name, type }) => name === 'build_date' && type === 'DATE');
}

/** Returns the views joined to one whose rows have the date of a build. */
function datedJoins(name: string): readonly string[] {
  return (JOINS[name] ?? []).map(({ view }) => view).filter((view) => view === DATED_JOIN);
}

function lastDays(views: readonly string[]): LookMLParameter {
  const words = views.map((view) => `${view}.build_date: "28 days"`);
  return ['always_filter', { block: [['filters', { words }]] }];
}

function joinOf(from: string, { view, on }: Join, isFromDated: boolean): LookMLParameter {
  const conditions = Object.entries(on).map(
    ([column, own]) => `\${${from}.${own}} = \${${view}.${column}}`,
  );
  // Both are partitioned by the date of the build.
  const dates =
    isFromDated && view === DATED_JOIN ? [`\${${from}.build_raw} = \${${view}.build_raw}`] : [];
  return [
    'join',
    {
      name: view,
      block: [
        ['type', { word: 'left_outer' }],
        ['relationship', { word: 'many_to_one' }],
        ['sql_on', { sql: [...conditions, ...dates].join(' AND ') }],
      ],
    },
  ];
}
