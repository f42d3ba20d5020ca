const { ModernFakeTimers } = require('@jest/fake-timers');
const { ModuleMocker } = require('jest-mock');

/**
 * The process of a worker as it is, instead of a context of its own for each file of tests: see `native-test-runner`.
 * @implements {import('@jest/environment').JestEnvironment}
 */
module.exports = class NativeEnvironment {
  global = globalThis;
  moduleMocker = new ModuleMocker(globalThis);
  fakeTimers = null;
  /** What Jest replaces in the global object of a file, which here is that of Jest, too, where it runs one file only. */
  replaced = { console: globalThis.console, exit: process.exit };

  constructor({ projectConfig }) {
    this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global: globalThis });
  }

  async setup() {}

  async teardown() {
    this.fakeTimersModern.dispose();
    globalThis.console = this.replaced.console;
    process.exit = this.replaced.exit;
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  /** None: by this the test runner knows this environment. */
  getVmContext() {
    return null;
  }
};
