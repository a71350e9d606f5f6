import { expect, test } from 'vitest';
import { readViews } from '../../../../shared/adapters/local/view-files.ts';
import type { View } from '../../../../shared/ports/warehouse.ts';
import { insertDigests } from '../../../../shared/views/definition-digests.ts';

const VIEWS: readonly View[] = [
  { name: 'policy', layer: 'policy', sql: 'SELECT 1 AS x' },
  {
    name: 'roll_up_definitions',
    layer: 'policy',
    sql: "SELECT '{roll_up_digest}' AS x, '{snapshot_digest}' AS y",
  },
  { name: 'stored', layer: 'rollups', sql: 'SELECT * FROM ci.policy, ci.roll_up_definitions' },
  { name: 'recent', layer: 'intermediate', sql: 'SELECT * FROM ci.stored' },
  { name: 'kept', layer: 'snapshots', sql: 'SELECT * FROM ci.recent' },
  { name: 'asked', layer: 'marts', sql: 'SELECT * FROM ci.kept' },
];

/** Returns the digests of roll-ups and of snapshots that stand in the SQL of `roll_up_definitions`. */
function digestsOf(views: readonly View[]): readonly (string | undefined)[] {
  return digestsIn(insertDigests(views));
}

function digestsIn(views: readonly View[]): readonly (string | undefined)[] {
  const definitions = views.find(({ name }) => name === 'roll_up_definitions');
  return [...(definitions?.sql ?? '').matchAll(/'(.*?)'/g)].map(([, digest]) => digest);
}

function changed(name: string): readonly View[] {
  return VIEWS.map((view) =>
    view.name === name ? { ...view, sql: `${view.sql} -- changed` } : view,
  );
}

test('the digests take the places of their placeholders', () => {
  const digest = expect.stringMatching(/^[0-9a-f]{16}$/) as unknown;
  expect(digestsOf(VIEWS)).toEqual([digest, digest]);
});

test('the views of the project have both digests', () => {
  const digest = expect.stringMatching(/^[0-9a-f]{16}$/) as unknown;
  const [rollUps, snapshots] = digestsIn(readViews());
  expect([rollUps, snapshots]).toEqual([digest, digest]);
  expect(rollUps).not.toBe(snapshots);
});

test.each([
  ['policy', true, true],
  ['stored', true, true],
  ['recent', false, true],
  ['kept', false, true],
  ['asked', false, false],
])('after a change of %s, the digests change if they are of it', (name, ofRollUps, ofSnapshots) => {
  const [rollUps, snapshots] = digestsOf(VIEWS);
  const [otherRollUps, otherSnapshots] = digestsOf(changed(name));
  expect([otherRollUps !== rollUps, otherSnapshots !== snapshots]).toEqual([
    ofRollUps,
    ofSnapshots,
  ]);
});

test('the digest changes when a view becomes a roll-up', () => {
  const stored = VIEWS.map((view): View =>
    view.name === 'policy' ? { ...view, layer: 'rollups' } : view,
  );
  expect(digestsOf(stored)[0]).not.toBe(digestsOf(VIEWS)[0]);
});
