// Which Node.js versions the next AWS SDK supports is no news of a test.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

/** Packages that are ES modules only, which Jest cannot load as they are: execa and what it stands on. */
const ES_MODULES = [
  '@sec-ant/readable-stream',
  '@sindresorhus/merge-streams',
  'execa',
  'figures',
  'get-stream',
  'human-signals',
  'is-plain-obj',
  'is-stream',
  'is-unicode-supported',
  'npm-run-path',
  'parse-ms',
  'path-key',
  'pretty-ms',
  'strip-final-newline',
  'unicorn-magic',
  'yoctocolors',
];

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  globalSetup: '<rootDir>/test/temporary-folder-setup.ts',
  globalTeardown: '<rootDir>/test/temporary-folder-teardown.ts',
  reporters: ['default', '<rootDir>/test/skipped-tests-reporter.js'],
  // Type checking has its own script; here only the syntax is stripped.
  transform: {
    '^.+\\.[jt]s$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, module: { type: 'commonjs' } },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(?:${ES_MODULES.join('|')})/)`],
  // Its `exports` name a file for `import` only.
  moduleNameMapper: { '^unicorn-magic$': '<rootDir>/node_modules/unicorn-magic/node.js' },
};
