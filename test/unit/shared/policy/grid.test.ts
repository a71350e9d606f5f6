import { describe, expect, test } from 'vitest';
import { matrixCellsSql, parseGridPolicy } from '../../../../shared/policy/grid.ts';
import { PolicyError } from '../../../../shared/policy/parse.ts';

const DIMENSIONS = {
  cloud: ['aws', 'gce'],
  networking: ['cilium', 'cilium-eni'],
  distro: ['u2404'],
  architecture: ['amd64'],
  kubernetes_version: ['1.34', '1.35'],
  kops_version: ['latest'],
};
const GRID = { job_prefix: 'e2e-', as_of: '2026-08-22', dimensions: DIMENSIONS, excluded: [] };

function policy(grid: object): unknown {
  return { grids: { main: { ...GRID, ...grid } } };
}

test('an exclusion becomes a condition, in which patterns stand for the values that match', () => {
  const patterns = { networking: ['cilium*'], kubernetes_version: ['1.34'] };
  const excluded = [{ ...patterns, unless: { cloud: ['a*'] }, because: 'x' }];
  expect(matrixCellsSql(parseGridPolicy(policy({ excluded })))).toContain(
    "WHERE\n  NOT (networking IN ('cilium', 'cilium-eni') AND kubernetes_version IN ('1.34') AND NOT (cloud IN ('aws')))\n",
  );
});

describe('is rejected, with the path of the problem:', () => {
  const excluded = (patterns: object) => ({ excluded: [{ ...patterns, because: 'x' }] });
  test.each<[string, object, string]>([
    ['no value', { dimensions: { ...DIMENSIONS, cloud: [] } }, 'main.dimensions.cloud'],
    ['a duplicate', { dimensions: { ...DIMENSIONS, cloud: ['a', 'a'] } }, 'a is listed twice'],
    ['an exclusion of everything', excluded({ cloud: ['*'] }), 'every cell is excluded'],
    ['a value in no cell', excluded({ cloud: ['gce'] }), 'every cell with gce is excluded'],
    ['an unknown value', excluded({ cloud: ['azure'] }), 'azure is not a value of the grid'],
    [
      'an unknown value of an exception',
      excluded({ cloud: ['aws'], unless: { distro: ['x'] } }),
      'excluded[0].unless.distro',
    ],
    ['an exclusion without dimensions', excluded({}), 'main.excluded[0]'],
  ])('%s', (_, grid, says) => {
    const parse = () => parseGridPolicy(policy(grid));
    expect(parse).toThrow(PolicyError);
    expect(parse).toThrow('infra/policy/grid.json is invalid');
    expect(parse).toThrow(says);
  });

  test('a cell of two grids', () => {
    expect(() => parseGridPolicy({ grids: { one: GRID, two: GRID } })).toThrow(
      'aws cilium u2404 amd64 1.34 latest is also a cell of an earlier grid',
    );
  });
});
