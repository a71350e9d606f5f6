import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { describeIf } from '../../support/required.ts';

const LAUNCHER = fileURLToPath(new URL('../../../functions/cli/launch.js', import.meta.url));

function launch(...args: readonly string[]) {
  return spawnSync(process.execPath, [LAUNCHER, ...args], { encoding: 'utf8' });
}

describe('the installed command', () => {
  test('prints its commands', () => {
    const { status, stdout } = launch('--help');
    expect(status).toBe(0);
    expect(stdout).toContain('parse [options] <file...>');
  });

  test('exits with 2 after wrong usage', () => {
    const { status, stderr } = launch('nonsense');
    expect(status).toBe(2);
    expect(stderr).toContain("unknown command 'nonsense'");
  });

  test('names the Node.js that it needs when it runs on an older one', () => {
    const pretend = "Object.defineProperty(process.versions, 'node', { value: '20.20.2' });";
    const code = `${pretend} await import(${JSON.stringify(LAUNCHER)})`;
    const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
      encoding: 'utf8',
    });
    expect(status).toBe(2);
    expect(stderr).toContain('ci-signal needs Node.js 24 or newer');
  });
});

describeIf(existsSync('/dev/full'), 'this system has no /dev/full')(
  'output that cannot be written',
  () => {
    test('is an error, as on a full disk', () => {
      const full = openSync('/dev/full', 'w');
      const { status, stderr } = spawnSync(process.execPath, [LAUNCHER, 'models'], {
        encoding: 'utf8',
        stdio: ['ignore', full, 'pipe'],
      });
      closeSync(full);
      expect(stderr).toContain(
        'ci-signal: cannot write to standard output, which is incomplete: ENOSPC',
      );
      expect(status).toBe(1);
    });

    test('is none if its reader closes it early', () => {
      const command = `"${process.execPath}" "${LAUNCHER}" models; echo "exit code $?" >&2`;
      const { stderr } = spawnSync('sh', ['-c', `(${command}) | head -c 1`], { encoding: 'utf8' });
      expect(stderr).toBe('exit code 0\n');
    });
  },
);
