/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  // Type checking has its own script; here only the syntax is stripped.
  transform: { '^.+\\.ts$': ['ts-jest', { diagnostics: false }] },
};
