import base from './vitest.config.js';

export default { test: { ...base.test, include: ['test/browser/**/*.test.ts'] } };
