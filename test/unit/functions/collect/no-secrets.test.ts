import { describe, expect, test } from 'vitest';
import { collectObject } from '../../../../functions/collect/collect-object.ts';
import { createCollectHandler } from '../../../../functions/collect/handler.ts';
import { createJsonLogger } from '../../../../shared/adapters/google/json-logger.ts';
import { decodeMessage } from '../../../../shared/messages/message.ts';
import { columnsOf } from '../../../../shared/schema/columns.ts';
import { TABLE_NAMES } from '../../../../shared/schema/tables.ts';
import { BUILD_PATH } from '../../../support/build.ts';
import { changed, filesWith } from '../../../support/files-with-text.ts';
import { keepingBus } from '../../../support/keeping-bus.ts';
import { CORES, MADE_UP_SECRETS } from '../../../support/made-up-secrets.ts';
import { MemoryStore } from '../../../support/memory-store.ts';
import { LATER, MASK, SETTINGS } from '../../../support/settings.ts';

type Row = Readonly<Record<string, unknown>>;

/** Columns with texts that come from the name of the object, from this program or from its policies, not from the artifact's content. */
const NOT_FROM_CONTENT: Readonly<Record<string, readonly string[]>> = {
  all: ['bucket', 'object_name', 'job', 'build_id', 'build_path'],
  builds: [
    ...['outcome', 'is_complete', 'networking', 'distro', 'ip_family', 'architecture', 'scale'],
    ...[
      'dimension_sources',
      'kubernetes_version_from',
      'kops_version_from',
      'credentials',
      'files',
    ],
    // Taken from texts that have to match a form of their own, such as a version.
    ...['cloud', 'kubernetes_version', 'kops_version', 'kops_channel', 'tested_marker'],
    ...['published_marker', 'kops_release', 'kubernetes_release', 'inputs'],
    ...['testgrid_dashboards', 'testgrid_alert_email', 'region', 'variant', 'feature_flags'],
  ],
  coverage_files: [
    'report',
    'format',
    'flag',
    'language',
    'line_hits',
    'statement_hits',
    'branch_hits',
    'function_hits',
  ],
  // The original of a dead letter is kept as it arrived, since a replay needs it; its reason is masked.
  dead_letters: [
    ...['attributes', 'data_base64', 'dead_letter_id', 'state', 'function_name', 'message_id'],
    ...['subscription', 'error_class'],
  ],
  ingested_objects: ['kind', 'outcome'],
  log_findings: ['finding_kind', 'finding', 'phase'],
  test_attempts: [
    ...['file', 'context', 'thread', 'report_label', 'test_id', 'case_kind', 'outcome'],
    'failure_fingerprint',
  ],
  version_markers: ['product', 'branch', 'channel', 'commit'],
};

/** Returns the columns of a table that have texts of artifacts. */
function textColumns(table: (typeof TABLE_NAMES)[number]): readonly string[] {
  const excluded = [...(NOT_FROM_CONTENT['all'] ?? []), ...(NOT_FROM_CONTENT[table] ?? [])];
  return columnsOf(table)
    .filter(({ type, name }) => (type === 'STRING' || type === 'JSON') && !excluded.includes(name))
    .map(({ name }) => name);
}

interface Collected {
  readonly rows: ReadonlyMap<string, readonly Row[]>;
  readonly log: string;
}

async function collected(files: Readonly<Record<string, string>>): Promise<Collected> {
  const store = new MemoryStore();
  for (const [name, body] of Object.entries(files)) store.put(name, body);
  const messages: Uint8Array[] = [];
  let log = '';
  const logger = createJsonLogger((line) => {
    log += line;
  }, MASK);
  const ports = { store, bus: keepingBus(messages), clock: LATER, logger, settings: SETTINGS };
  for (const name of Object.keys(files)) await collectObject({ bucket: store.bucket, name }, ports);
  await createCollectHandler(ports, [])({ id: '1', type: Object.values(files)[0] ?? '', data: {} });
  const rows = new Map<string, Row[]>();
  for (const { table, rows: some } of messages.map((data) => decodeMessage(data))) {
    const of = some as unknown as readonly Row[];
    rows.set(table, [...(rows.get(table) ?? []), ...of.map(withoutOriginal)]);
  }
  return { rows, log };
}

/** Returns a row of the dead letters without its original, which may have secrets, and any other row as it is. */
function withoutOriginal({ attributes: _attributes, data_base64: _data, ...row }: Row): Row {
  return row;
}

function inBuild(files: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const entries = Object.entries(files).map(([name, body]) => [`${BUILD_PATH}${name}`, body]);
  return Object.fromEntries(entries) as Record<string, string>;
}

function expectNoCore(text: string): void {
  expect(CORES.filter((core) => text.includes(core))).toEqual([]);
}

describe.each(Object.entries(MADE_UP_SECRETS))('%s', (_, secret) => {
  test('is in no row and no log, wherever an artifact has it', async () => {
    const files = inBuild(filesWith(secret));
    const { rows, log } = await collected({
      ...files,
      'kops/releases/markers/master/latest-ci.txt': changed(secret, /\n/g),
    });
    for (const some of rows.values()) {
      expectNoCore(JSON.stringify(some.map(({ object_name: _name, ...others }) => others)));
    }
    expectNoCore(log);
  });

  test('is in no row and no log of files that are not JSON', async () => {
    const names = ['started', 'finished', 'prowjob', 'podinfo', 'clone-records'];
    const files = names.flatMap((name) => [
      [`${BUILD_PATH}${name}.json`, secret],
      [
        `${BUILD_PATH.replace('1991387062838034432', '1991387062838034433')}${name}.json`,
        `{"a": "${secret}`,
      ],
    ]);
    const { rows, log } = await collected(Object.fromEntries(files) as Record<string, string>);
    expect(rows.get('ingested_objects')?.length).toBe(51);
    expectNoCore(JSON.stringify([...rows.values()]));
    expectNoCore(log);
  });
});

test('every column with texts of artifacts is reached, so that the tests above mean something', async () => {
  const word = 'reached';
  const marker = `https://h.example.com/${word}/releases/v1.2.3-${word}`;
  const files = {
    ...inBuild(filesWith(word)),
    'kops/releases/markers/release-1.33/latest-ci.txt': marker,
  };
  const { rows } = await collected(files);
  const unreached = TABLE_NAMES.flatMap((table) =>
    textColumns(table)
      .filter(
        (name) =>
          !(rows.get(table) ?? []).some((row) =>
            JSON.stringify(row[name]).toLowerCase().includes(word),
          ),
      )
      .map((name) => `${table}.${name}`),
  );
  expect(unreached).toEqual([]);
});
