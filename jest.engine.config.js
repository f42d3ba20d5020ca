const [unit] = require('./jest.config').projects;
const { testsOf } = require('./test/runner/engine-parts');

/**
 * Unit tests of the engine of the isolation proof, which `npm run mutate:engine` judges its mutants by.
 * @type {import('jest').Config}
 */
module.exports = {
  ...unit,
  displayName: 'engine',
  // A mutant is judged by modules that are loaded with it; and Stryker puts an environment of its own around this one.
  testEnvironment: 'node',
  // Stryker measures coverage with the runners that it knows only.
  testRunner: 'jest-circus/runner',
  testMatch: testsOf(process.env.ENGINE_PART),
  testPathIgnorePatterns: [
    '/node_modules/',
    // Random policies kill most mutants without telling what is wrong, and take seconds for each.
    '/access/fuzz\\.test\\.ts$',
    '/difference/random/',
    // A package that is packed and installed has none of the mutants in it.
    '/packed/',
  ],
};
