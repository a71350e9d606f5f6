import { afterAll, vi } from 'vitest';

// Files of tests share a process: what one of them changes in it must not reach the next one.
const environment = { ...process.env };
const folder = process.cwd();

afterAll(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
  process.chdir(folder);
  for (const name of Object.keys(process.env)) {
    if (!(name in environment)) Reflect.deleteProperty(process.env, name);
  }
  Object.assign(process.env, environment);
});
