import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';

const LAUNCHER = fileURLToPath(new URL('../../../functions/cli/launch.js', import.meta.url));

function launch(...args: readonly string[]) {
  return spawnSync(process.execPath, [LAUNCHER, ...args], { encoding: 'utf8' });
}

describe('the command as it is installed', () => {
  test('says what there is', () => {
    const { status, stdout } = launch('--help');
    expect(status).toBe(0);
    expect(stdout).toContain('parse [options] <file...>');
  });

  test('ends with 2 after bad usage', () => {
    const { status, stderr } = launch('nonsense');
    expect(status).toBe(2);
    expect(stderr).toContain("unknown command 'nonsense'");
  });

  test('says which Node.js is needed where it is too old', () => {
    const pretend = "Object.defineProperty(process.versions, 'node', { value: '20.20.2' });";
    const code = `${pretend} await import(${JSON.stringify(LAUNCHER)})`;
    const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
      encoding: 'utf8',
    });
    expect(status).toBe(2);
    expect(stderr).toContain('ci-signal needs Node.js 24 or newer');
  });
});
