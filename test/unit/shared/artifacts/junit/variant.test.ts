import { expect, test } from 'vitest';
import { reportTexts } from '../../../../../shared/artifacts/junit/report-texts.ts';
import {
  variantAttributes,
  variantProperty,
  variantText,
} from '../../../../../shared/artifacts/junit/variant.ts';
import { POLICIES } from '../../../../support/policies.ts';

const TEXTS = reportTexts(POLICIES.secrets);

const text = (attributes: Record<string, string>): string | null =>
  variantText(variantAttributes(new Map(Object.entries(attributes)), TEXTS), TEXTS);

test.each([
  ['webkit', 'hostname=webkit'],
  ['Mobile Safari', 'hostname=Mobile Safari'],
  ['iPhone 15', 'hostname=iPhone 15'],
  ['chrome-129', 'hostname=chrome-129'],
  ['admin', 'hostname=admin'],
])('the host name %s is a browser, a device or a project', (hostname, expected) => {
  expect(text({ hostname })).toBe(expected);
});

test.each([
  'localhost',
  'ip-10-2-3-4',
  'ci-7d4f',
  'build-agent-blue',
  'fv-az81-202',
  'node.example.org',
  'DESKTOP-AB12CD',
  '9f3e1c07a2b4',
])('the host name %s is a machine', (hostname) => {
  expect(text({ hostname })).toBeNull();
});

test('files and packages are kept, without what differs between machines', () => {
  expect(text({ file: 'src/a.rb:12' })).toBe('file=src/a.rb:<line>');
  expect(text({ file: '/home/a/src/disk/x.go' })).toBe(
    text({ file: '/home/b/deep/a/src/disk/x.go' }),
  );
  expect(text({ file: 'src/a.rb' })).not.toBe(text({ file: 'src/b.rb' }));
  expect(text({ package: 'disk', file: 'x.go' })).toBe('file=x.go, package=disk');
  expect(text({ file: ' ' })).toBeNull();
});

test('only parameters among the properties tell executions apart', () => {
  expect(variantProperty('browser', 'firefox', TEXTS)).toEqual({ browser: 'firefox' });
  expect(variantProperty('param.size', '8', TEXTS)).toEqual({ 'param.size': '8' });
  expect(variantProperty('java.version', '25', TEXTS)).toEqual({});
  expect(variantProperty('platform', ' ', TEXTS)).toEqual({});
});
