import { STOPPING_SIGNALS, tellingInterruption, whenInterrupted } from '../../config/interruption';

type Signal = (typeof STOPPING_SIGNALS)[number];

/** How many listeners each signal has. */
const listening = (): number[] => STOPPING_SIGNALS.map((signal) => process.listenerCount(signal));

const before = new Map(STOPPING_SIGNALS.map((signal) => [signal, process.listeners(signal)]));
afterEach(() => {
  for (const signal of STOPPING_SIGNALS) {
    for (const listener of process.listeners(signal)) {
      if (before.get(signal)?.includes(listener) !== true) process.off(signal, listener);
    }
  }
});

test.each(STOPPING_SIGNALS)('%s is heard, however often it comes', (signal) => {
  const interruption = whenInterrupted();
  expect(interruption.aborted).toBe(false);
  process.emit(signal);
  expect(interruption.aborted).toBe(true);
  // Without a listener, it would end the process before what was begun has ended.
  expect(process.emit(signal)).toBe(true);
});

describe('what is stopped', () => {
  const stopped = async (signal: Signal | undefined): Promise<unknown[]> => {
    const ends: unknown[] = [];
    const exit = jest.spyOn(process, 'exit').mockImplementation((code) => {
      ends.push(code);
      throw new Error('ended');
    });
    const told = jest.spyOn(console, 'error').mockImplementation();
    const done = await tellingInterruption('revoking: run it again', () => {
      if (signal !== undefined) process.emit(signal);
      return Promise.resolve('done');
    }).catch(() => 'ended');
    const calls = told.mock.calls.flat();
    exit.mockRestore();
    told.mockRestore();
    return [done, calls, ends];
  };

  test.each(STOPPING_SIGNALS)('is told, and ends the program as shells expect: %s', async (signal) => {
    expect(await stopped(signal)).toEqual(['ended', ['stopped while revoking: run it again'], [130]]);
  });

  test('is nothing if it has ended', async () => {
    const listeners = listening();
    expect(await stopped(undefined)).toEqual(['done', [], []]);
    expect(listening()).toEqual(listeners);
  });
});
