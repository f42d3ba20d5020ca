const { availableParallelism } = require('node:os');
const { COMMON_JS_PACKAGES, IMPORTED_ONLY, SWC_OPTIONS } = require('./test/typescript-transform');

// Which Node.js versions the next AWS SDK supports is no news of a test.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

// Nor is how the CDK command was used; to send it takes a process more for each.
process.env.CDK_DISABLE_CLI_TELEMETRY ??= 'true';

/** Folders, and some files, of tests with a project of their own; everything else is `unit`. */
const PROJECTS = {
  proof: [
    '<rootDir>/test/lib/guardrails/',
    '<rootDir>/test/lib/isolation/',
    '<rootDir>/test/lib/review/access/',
    '<rootDir>/test/lib/review/page/',
    '<rootDir>/test/lib/stacks/',
    '<rootDir>/test/lib/review/acceptance/',
    '<rootDir>/test/lib/template-validation/',
    '<rootDir>/test/sweeps/',
    '<rootDir>/test/tools/mutation/',
    '<rootDir>/test/tools/release/record/',
    '<rootDir>/test/upgrade/',
    // Thousands of random policies.
    '<rootDir>/test/packages/isolation-proof/access/',
    '<rootDir>/test/packages/isolation-proof/difference/random/',
  ],
  // Keys, certificates, servers and programs of Data Hubs.
  hubs: ['<rootDir>/test/lib/hubs/', '<rootDir>/test/packages/data-hub/'],
  // What developers run.
  tools: ['<rootDir>/test/docs/', '<rootDir>/test/runner/', '<rootDir>/test/tools/'],
  // Commands, and whatever else starts git, Node.js or a shell.
  commands: [
    '<rootDir>/test/bin/',
    '<rootDir>/test/ci/',
    '<rootDir>/test/lib/review/run-review.test.ts',
    '<rootDir>/test/lib/revisions/',
    '<rootDir>/test/packages/isolation-proof/packed/',
  ],
  browser: ['<rootDir>/test/browser/'],
  emulator: ['<rootDir>/test/emulator/'],
};

/** Within the folders of a project, those of another project. */
const foldersOfOthers = (name) =>
  Object.keys(PROJECTS)
    .filter((other) => other !== name)
    .flatMap((other) => PROJECTS[other])
    .filter((folder) => (PROJECTS[name] ?? ['<rootDir>/test/']).some((own) => folder.startsWith(own)));

const project = (displayName, folders) => ({
  displayName,
  testEnvironment: '<rootDir>/test/runner/native-environment.js',
  testRunner: '<rootDir>/test/runner/native-test-runner.js',
  roots: ['<rootDir>/test'],
  testPathIgnorePatterns: ['/node_modules/', ...foldersOfOthers(displayName)],
  testMatch: folders.map((place) => (place.endsWith('/') ? `${place}**/*.test.ts` : place)),
  transform: { '\\.[jt]s$': ['@swc/jest', SWC_OPTIONS] },
  transformIgnorePatterns: [COMMON_JS_PACKAGES],
  moduleNameMapper: Object.fromEntries(
    Object.entries(IMPORTED_ONLY).map(([name, file]) => [`^${name}$`, file]),
  ),
});

/** @type {import('jest').Config} */
module.exports = {
  projects: [
    project('unit', ['<rootDir>/test/']),
    ...Object.entries(PROJECTS).map(([name, folders]) => project(name, folders)),
  ],
  globalSetup: '<rootDir>/test/temporary-folder-setup.ts',
  globalTeardown: '<rootDir>/test/temporary-folder-teardown.ts',
  reporters: ['default', '<rootDir>/test/skipped-tests-reporter.js'],
  testSequencer: '<rootDir>/test/longest-first-sequencer.js',
  // A test that waits for processes gets what a busy machine needs; one that hangs is found all the same.
  testTimeout: 60_000,
  // One more than there are cores: one waits for the tests of the emulator, which are a process of their own, and others
  // now and then for a browser, a command or a pause between two requests.
  maxWorkers: availableParallelism() + 1,
  // What a worker has loaded stays: one that has grown is replaced between two files.
  workerIdleMemoryLimit: '1.5GB',
};
