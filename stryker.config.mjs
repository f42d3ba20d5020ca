import { createRequire } from 'node:module';
import { env } from 'node:process';

const { sourcesOf } = createRequire(import.meta.url)('./test/runner/engine-parts');

/**
 * Mutates the engine of the isolation proof, and judges it by its own unit tests alone: what only the proof of whole
 * templates would notice is not pinned down where it belongs. A survivor that cannot be killed, because the mutant
 * means the same, is marked in the code: `// Stryker disable next-line <mutators>: <why it means the same>`.
 *
 * All of it takes hours; `ENGINE_PART=patterns npm run mutate:engine` mutates one folder.
 *
 * Options: https://stryker-mutator.io/docs/stryker-js/configuration/
 */
export default {
  mutate: sourcesOf(env.ENGINE_PART),
  plugins: ['./test/runner/engine-test-runner.mjs'],
  testRunner: 'engine',
  coverageAnalysis: 'perTest',
  // Mutants are judged by what the code does; its types are checked elsewhere.
  disableTypeChecks: false,
  ignorePatterns: ['/emulator', '/cdk.out*', '**/.venv', '/dist', '/coverage'],
  // Mutants of loops often do not end, and are killed by that.
  timeoutMS: 10_000,
  reporters: ['progress-append-only', 'clear-text', 'html', 'json'],
  clearTextReporter: { allowColor: false, reportTests: false },
  htmlReporter: { fileName: 'dist/mutation/engine.html' },
  jsonReporter: { fileName: 'dist/mutation/engine.json' },
  tempDirName: 'dist/mutation/sandbox',
  thresholds: { high: 95, low: 90, break: 90 },
};
