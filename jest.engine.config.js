const [unit] = require('./jest.config').projects;

/**
 * Unit tests of the engine of the isolation proof, which `npm run mutate:engine` judges its mutants by.
 * @type {import('jest').Config}
 */
module.exports = {
  ...unit,
  displayName: 'engine',
  // A mutant is judged by modules that are loaded with it; and Stryker puts an environment of its own around this one.
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/packages/isolation-proof/**/*.test.ts'],
  // Random policies kill most mutants without telling what is wrong, and take seconds for each.
  testPathIgnorePatterns: ['/node_modules/', '/access/fuzz\\.test\\.ts$'],
};
