const { readFileSync } = require('node:fs');
const Module = require('node:module');
const { dirname, join, sep } = require('node:path');
const { isNativeError } = require('node:util/types');
const { Script } = require('node:vm');
const circus = require('jest-circus/runner').default;
const { mapsOfCompiled } = require('../typescript-hook');
const { rememberProcess } = require('./leftovers');
const { rememberingStorages } = require('./storages');

const { createRequire } = Module;

/** Tests and their fixtures, which every file of tests has anew: their hooks belong to the file that loads them. */
const TESTS = join(__dirname, '..') + sep;
/** What V8 tells of an error by default, as long as nobody asks for more. */
const MOST_LINES_OF_CREATION = 10;
/** Where jest-circus keeps what listens to its events, for all of its copies. */
const EVENT_HANDLERS = Symbol.for('EVENT_HANDLERS');

/**
 * Runs a file of tests with jest-circus, as Jest does, but in the worker's own process: packages and the sources under
 * test are loaded once for all files of a worker, and what V8 compiled of them stays compiled. Jest would load them in a
 * new context for each file. What a file leaves behind in the process fails it, since the next files would have it.
 *
 * A file that mocks a module says `@jest-environment node` in a comment at its top, and runs as Jest runs it by default.
 * @type {import('@jest/transform').TestRunner}
 */
module.exports = async function runTests(
  globalConfig,
  config,
  environment,
  runtime,
  testPath,
  sendMessageToJest,
) {
  if (environment.getVmContext() !== null)
    return circus(globalConfig, config, environment, runtime, testPath, sendMessageToJest);

  mapsOfCompiled(runtime.getSourceMaps());
  Error.prepareStackTrace = mappedIfError(Error.prepareStackTrace);
  const leftBehind = rememberProcess();
  const native = nativeRuntime(environment, runtime, testPath);
  // Without what Jest would be told of each test as it ends: only a count on a terminal shows it before its file ends.
  const result = await withoutStack(() => circus(globalConfig, config, environment, native, testPath));
  native.end();
  // Spies and fake timers end with their file.
  runtime.restoreAllMocks();
  environment.fakeTimersModern.useRealTimers();
  const left = await leftBehind();
  return left.length === 0 ? result : failed(result, left);
};

/**
 * Shows errors with the lines of their sources, as `prepare` does. Where the CDK notes for each construct who made it,
 * nobody reads the lines, and mapping them takes longer than making the construct. Of these it gets as many as outside of
 * tests; Jest asks for ten times as many, which the CDK reads one by one.
 */
function mappedIfError(prepare) {
  return (error, frames) =>
    isNativeError(error)
      ? prepare(error, frames)
      : ['Created', ...frames.slice(0, MOST_LINES_OF_CREATION)].join('\n    at ');
}

/** Awaits something whose errors shall not name this file, which Jest would show instead of a test's. */
function withoutStack(start) {
  return new Promise((resolve, reject) => {
    setImmediate(() => {
      // V8 follows `resolve` itself, but not what calls it.
      start().then((result) => resolve(result), reject);
    });
  });
}

/** What jest-circus asks of the runtime of a file. */
function nativeRuntime(environment, runtime, testPath) {
  // One for each file: it would keep in memory what it has loaded.
  const load = createRequire(testPath);
  const storages = [];
  return {
    requireInternalModule(path) {
      delete globalThis[EVENT_HANDLERS];
      return rememberingStorages(storages, () => loadAnew(path));
    },
    end() {
      for (const storage of storages) storage.disable();
    },
    requireModule(path) {
      for (const file of Object.keys(require.cache)) {
        if (file.startsWith(TESTS) && file.endsWith('.ts')) delete require.cache[file];
      }
      environment.global.jest = jestFor(runtime, testPath);
      return load(path);
    },
    setGlobalsForRuntime: (globals) => runtime.setGlobalsForRuntime(globals),
    unstable_shouldLoadAsEsm: () => false,
    enterTestCode: () => runtime.enterTestCode(),
    leaveTestCode: () => runtime.leaveTestCode(),
  };
}

/** What V8 compiled of jest-circus, which every file loads anew. */
const scripts = new Map();

/** Loads a module, though not those that it loads, as if for the first time, without compiling it again. */
function loadAnew(path) {
  const script = scripts.get(path) ?? new Script(Module.wrap(readFileSync(path, 'utf8')), { filename: path });
  scripts.set(path, script);
  const module = new Module(path);
  script
    .runInThisContext()
    .call(module.exports, module.exports, createRequire(path), module, path, dirname(path));
  return module.exports;
}

/** The object `jest` of a file, without what could not have an effect. */
function jestFor(runtime, testPath) {
  const { jest } = runtime.requireModuleOrMock(testPath, '@jest/globals');
  const refuse = () => {
    throw new Error('modules are not mocked here; put /** @jest-environment node */ at the top of the file');
  };
  return {
    ...jest,
    mock: refuse,
    doMock: refuse,
    setMock: refuse,
    resetModules: refuse,
    isolateModules: refuse,
    requireActual: refuse,
    requireMock: refuse,
  };
}

function failed(result, left) {
  const message = `The file leaves behind what other files would run with:\n${left.join('\n')}`;
  return {
    ...result,
    failureMessage: [result.failureMessage, message].filter(Boolean).join('\n\n'),
    testExecError: { message, stack: message },
  };
}
