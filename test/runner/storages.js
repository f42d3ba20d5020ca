const asyncHooks = require('node:async_hooks');

/**
 * Loads something, and adds to `storages` each AsyncLocalStorage that it makes meanwhile. One that was ever used is asked
 * at each new promise until it is disabled: those of hundreds of files of tests would take more time than the tests.
 * @template Loaded
 * @param {asyncHooks.AsyncLocalStorage<unknown>[]} storages
 * @param {() => Loaded} load
 * @returns {Loaded}
 */
exports.rememberingStorages = function rememberingStorages(storages, load) {
  const theirs = Object.getOwnPropertyDescriptor(asyncHooks, 'AsyncLocalStorage');
  class Remembered extends asyncHooks.AsyncLocalStorage {
    constructor(...options) {
      super(...options);
      storages.push(this);
    }
  }
  // Node.js 22.23 and 24 have only a getter: nothing can be assigned.
  Object.defineProperty(asyncHooks, 'AsyncLocalStorage', {
    value: Remembered,
    configurable: true,
    enumerable: true,
  });
  try {
    return load();
  } finally {
    Object.defineProperty(asyncHooks, 'AsyncLocalStorage', theirs);
  }
};
