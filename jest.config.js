// Which Node.js versions the next AWS SDK supports is no news of a test.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  globalSetup: '<rootDir>/test/temporary-folder-setup.ts',
  globalTeardown: '<rootDir>/test/temporary-folder-teardown.ts',
  reporters: ['default', '<rootDir>/test/skipped-tests-reporter.js'],
  // Type checking has its own script; here only the syntax is stripped.
  transform: { '^.+\\.ts$': ['ts-jest', { diagnostics: false }] },
};
