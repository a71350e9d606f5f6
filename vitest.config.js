import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/{unit,views,integration,benchmarks}/**/*.test.ts'],
    setupFiles: ['test/support/one-thread.ts', 'test/support/restore-process.ts'],
    // Node.js itself loads TypeScript. A worker loads each module once for all of its files of tests.
    experimental: { viteModuleRunner: false, nodeLoader: false },
    pool: 'forks',
    isolate: false,
    maxWorkers: 2,
    // The translator of SQL runs for milliseconds, and V8 would optimise its WebAssembly for seconds. Most values are dropped at
    // once: where more of them fit, from the beginning, V8 looks for them less often.
    execArgv: ['--liftoff-only', '--min-semi-space-size=64', '--max-semi-space-size=64'],
    // Vitest's own console lacks `console.Console`, which a library that is tested uses.
    disableConsoleIntercept: true,
    // Only ends tests that hang: on a busy machine any test may take many times as long as alone.
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});
