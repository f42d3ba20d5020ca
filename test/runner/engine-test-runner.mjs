import { createRequire } from 'node:module';
import { join } from 'node:path';
import { cwd, env } from 'node:process';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
  determineHitLimitReached,
  DryRunStatus,
  TestStatus,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';

const require = createRequire(import.meta.url);
const circus = require('jest-circus');
const { jestExpect } = require('@jest/expect');
const { ModuleMocker } = require('jest-mock');
const { testsOf } = require('./engine-parts');
const { loadAnew } = require('./reloaded-modules');

/** As in the configuration of Jest, in milliseconds. */
const TEST_TIMEOUT = 60_000;
/** What instrumented code counts in, and takes its mutant from. It keeps the object, which stays the same therefore. */
const stryker = (globalThis.__stryker__ ??= {});

/**
 * Runs tests of the engine for StrykerJS with jest-circus, in this process. With Jest each mutant takes half a second or
 * more, most of it for files of which no test reaches the mutant, and for compiling modules in contexts of their own.
 * Here only files are loaded of which a test does, and what V8 compiled stays. Modules are made anew for each mutant all
 * the same: they remember patterns, operators and answers, which would be those of another mutant.
 *
 * Options: https://stryker-mutator.io/docs/stryker-js/guides/create-a-plugin/
 */
class EngineTestRunner {
  #files = testsOf(env.ENGINE_PART);

  capabilities() {
    return { reloadEnvironment: true };
  }

  init() {
    Object.assign(globalThis, circus.default, { expect: jestExpect, jest: new ModuleMocker(globalThis) });
    circus.addEventHandler(attributeToTest);
  }

  async dryRun() {
    stryker.mutantCoverage = { static: {}, perTest: {} };
    const tests = [];
    for (const file of this.#files) {
      const found = await run(file);
      coverByLoading(found);
      tests.push(...found);
    }
    const { mutantCoverage } = stryker;
    delete stryker.mutantCoverage;
    return { status: DryRunStatus.Complete, tests, mutantCoverage };
  }

  async mutantRun({ activeMutant, testFilter, disableBail, hitLimit }) {
    Object.assign(stryker, { activeMutant: activeMutant.id, hitLimit, hitCount: hitLimit && 0 });
    const bail = !disableBail;
    const tests = [];
    let loading;
    try {
      for (const file of this.#files) {
        const ids = testFilter?.filter((id) => id.startsWith(`${file} `));
        if (ids?.length === 0) continue;
        try {
          tests.push(...(await run(file, { ids, bail })));
        } catch (error) {
          loading ??= `${file}: ${error?.stack ?? error}`;
        }
        const timeout = determineHitLimitReached(stryker.hitCount, stryker.hitLimit);
        if (timeout !== undefined) return toMutantRunResult(timeout);
        if (bail && tests.some(({ status }) => status === TestStatus.Failed)) break;
      }
      // As with Jest: a file that cannot be loaded tells nothing of the tests in it, unless a test of another one does.
      return loading === undefined || tests.some(({ status }) => status === TestStatus.Failed)
        ? toMutantRunResult({ status: DryRunStatus.Complete, tests }, disableBail)
        : toMutantRunResult({ status: DryRunStatus.Error, errorMessage: loading });
    } finally {
      delete stryker.activeMutant;
    }
  }
}

/** Runs tests of a file: all, or those with these ids. */
async function run(file, { ids, bail = false } = {}) {
  const wanted = ids && new Set(ids);
  circus.resetState();
  const state = circus.getState();
  state.testTimeout = TEST_TIMEOUT;
  state.fileOfTests = file;
  state.endsWithFailure = bail;
  if (wanted) state.testNamePattern = { test: (name) => wanted.has(`${file} ${name}`) };
  loadAnew(join(cwd(), file));
  const { testResults, unhandledErrors } = await circus.run();
  if (unhandledErrors.length > 0) throw new Error(unhandledErrors.join('\n'));
  return testResults.map(({ testPath, errors, duration, status }) => {
    // The first is the file itself.
    const name = testPath.slice(1).join(' ');
    const test = { id: `${file} ${name}`, name, fileName: file, timeSpentMs: duration ?? 0 };
    if (errors.length > 0) return { ...test, status: TestStatus.Failed, failureMessage: errors.join('\n') };
    return { ...test, status: status === 'done' ? TestStatus.Success : TestStatus.Skipped };
  });
}

/** Has instrumented code know which test runs it, and leaves out the rest of a file of which one has failed. */
function attributeToTest({ name, test }, state) {
  if (name === 'test_start') stryker.currentTestId = `${state.fileOfTests} ${nameOf(test)}`;
  if (name !== 'test_done') return;
  stryker.currentTestId = undefined;
  if (state.endsWithFailure && test.errors.length > 0) state.testNamePattern = { test: () => false };
}

function nameOf({ name, parent }) {
  return parent?.parent === undefined ? name : `${nameOf(parent)} ${name}`;
}

/** What a file runs while it is loaded, and before all of its tests, counts as run by each of them; and by no other file. */
function coverByLoading(tests) {
  const { mutantCoverage } = stryker;
  for (const { id, status } of tests) {
    if (status === TestStatus.Skipped) continue;
    const covered = (mutantCoverage.perTest[id] ??= {});
    for (const [mutant, hits] of Object.entries(mutantCoverage.static)) {
      covered[mutant] = (covered[mutant] ?? 0) + hits;
    }
  }
  mutantCoverage.static = {};
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'engine', EngineTestRunner)];
