import base from './vitest.config.js';

// Google's libraries would search for a metadata server first and wait for it.
process.env.METADATA_SERVER_DETECTION = 'none';
// In a shell with the variables of `npm run emulators` they would use those emulators.
delete process.env.PUBSUB_EMULATOR_HOST;
delete process.env.STORAGE_EMULATOR_HOST;

export default { test: { ...base.test, include: ['test/emulator/**/*.test.ts'] } };
