import { describe, expect, test } from 'vitest';
import { canonicalInputs } from '../../../../shared/domain/inputs.ts';

const kops = { repository: 'kubernetes/kops', commit: 'aaa', pulls: [] };
const kind = { repository: 'kubernetes-sigs/kind', commit: 'bbb', pulls: [] };

describe('inputs', () => {
  test('of one repository', () => {
    expect(canonicalInputs([kops])).toBe('kubernetes/kops@aaa');
  });

  test('of pull requests keep the order in which they are merged', () => {
    const pulls = [
      { number: '17', commit: 'ccc' },
      { number: '9', commit: 'ddd' },
    ];
    expect(canonicalInputs([{ ...kops, pulls }])).toBe('kubernetes/kops@aaa +17@ccc +9@ddd');
  });

  test('do not depend on the order of the repositories', () => {
    expect(canonicalInputs([kops, kind])).toBe('kubernetes-sigs/kind@bbb; kubernetes/kops@aaa');
    expect(canonicalInputs([kind, kops])).toBe(canonicalInputs([kops, kind]));
  });

  test('of no repository are unknown', () => {
    expect(canonicalInputs([])).toBeNull();
  });
});
