import base from './jest.config.js';

// Google's libraries would search for a metadata server first and wait for it.
process.env.METADATA_SERVER_DETECTION = 'none';

/** @type {import('jest').Config} */
export default {
  ...base,
  testMatch: ['<rootDir>/test/emulator/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 600_000,
};
