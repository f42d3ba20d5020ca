import type * as asyncHooks from 'node:async_hooks';
import { createRequire } from 'node:module';

const load = createRequire(__filename);
/** As packages have it, whose class can be replaced. */
const hooks = load('node:async_hooks') as typeof asyncHooks;
const { rememberingStorages } = load('./storages') as {
  rememberingStorages: <Loaded>(
    storages: asyncHooks.AsyncLocalStorage<unknown>[],
    load: () => Loaded,
  ) => Loaded;
};

const { AsyncLocalStorage } = hooks;

test('storages that are made meanwhile are known, and work', () => {
  const storages: asyncHooks.AsyncLocalStorage<unknown>[] = [];
  const made = rememberingStorages(storages, () => new hooks.AsyncLocalStorage<string>());
  expect(storages).toEqual([made]);
  const store = made.run('of a test', () => made.getStore());
  expect([store, made instanceof AsyncLocalStorage]).toEqual(['of a test', true]);
});

test('what is made later is not among them, also if loading fails', () => {
  const storages: asyncHooks.AsyncLocalStorage<unknown>[] = [];
  const fail = (): never => {
    throw new Error('not found');
  };
  expect(() => rememberingStorages(storages, fail)).toThrow('not found');
  expect([hooks.AsyncLocalStorage, storages]).toEqual([AsyncLocalStorage, []]);
});

test('a class that only a getter gives, as in Node.js 22.23 and 24, is replaced and given back, too', () => {
  const theirs = Object.getOwnPropertyDescriptor(hooks, 'AsyncLocalStorage') ?? {};
  const onlyGetter = { get: () => AsyncLocalStorage, configurable: true, enumerable: true };
  Object.defineProperty(hooks, 'AsyncLocalStorage', onlyGetter);
  try {
    const storages: asyncHooks.AsyncLocalStorage<unknown>[] = [];
    const made = rememberingStorages(storages, () => new hooks.AsyncLocalStorage<string>());
    expect(storages).toEqual([made]);
    expect(Object.getOwnPropertyDescriptor(hooks, 'AsyncLocalStorage')).toMatchObject(onlyGetter);
  } finally {
    Object.defineProperty(hooks, 'AsyncLocalStorage', theirs);
  }
});
