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
  const { AsyncLocalStorage } = asyncHooks;
  asyncHooks.AsyncLocalStorage = class extends AsyncLocalStorage {
    constructor(...options) {
      super(...options);
      storages.push(this);
    }
  };
  try {
    return load();
  } finally {
    asyncHooks.AsyncLocalStorage = AsyncLocalStorage;
  }
};
