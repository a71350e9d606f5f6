import { expect, test } from 'vitest';
import fc from 'fast-check';
import { caseKind } from '../../../../shared/domain/case-kind.ts';
import { testId, type TestCaseName } from '../../../../shared/domain/test-case.ts';
import { secretMask } from '../../../../shared/domain/secrets/secret-mask.ts';
import { TestIdentities } from '../../../../shared/domain/test-identities.ts';
import { POLICIES } from '../../../support/policies.ts';

const expected = (name: TestCaseName) => ({
  ...name,
  test_id: testId(name),
  case_kind: caseKind(name),
});

test('a test case has the same identity whether or not it is remembered', () => {
  const part = fc.constantFrom(null, '', 'a', 'null', 'kubetest2');
  const name = fc.record({
    suite: part,
    class_name: part,
    test_name: fc.constantFrom('', 'a', 'TestMain', 'Up', '0x7ffee4c0a1b8'),
  });
  fc.assert(
    fc.property(fc.array(name, { maxLength: 40 }), (names) => {
      const identities = new TestIdentities(secretMask(POLICIES.secrets).mask);
      expect([...names, ...names].map((one) => identities.find(one))).toEqual(
        [...names, ...names].map(expected),
      );
    }),
  );
});

test('what is remembered is limited', () => {
  const identities = new TestIdentities(secretMask(POLICIES.secrets).mask);
  const nameOf = (i: number): TestCaseName => ({
    suite: 's',
    class_name: null,
    test_name: `${i} ${'x'.repeat(2000)}`,
  });
  const first = identities.find(nameOf(0));
  expect(identities.find(nameOf(0))).toBe(first);
  for (let i = 1; i < 5000; i++) identities.find(nameOf(i));
  const again = identities.find(nameOf(0));
  expect(again).not.toBe(first);
  expect(again).toEqual(first);
});
