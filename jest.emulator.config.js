import base from './jest.config.js';

// Google's libraries would search for a metadata server first and wait for it.
process.env.METADATA_SERVER_DETECTION = 'none';
// In a shell with the variables of `npm run emulators` they would use those emulators.
delete process.env.PUBSUB_EMULATOR_HOST;
delete process.env.STORAGE_EMULATOR_HOST;

/** @type {import('jest').Config} */
export default {
  ...base,
  testMatch: ['<rootDir>/test/emulator/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 600_000,
};
