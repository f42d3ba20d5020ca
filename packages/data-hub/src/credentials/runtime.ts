/** Time and chance as the library sees them; tests put their own in place. */
export interface Runtime {
  /** Milliseconds since some moment; goes on evenly, whatever is done to the machine's clock. */
  readonly monotonic: () => number;
  /** The machine's clock: milliseconds since 1970. May be wrong, and may jump. */
  readonly wall: () => number;
  /** Uniform from 0 to under 1. */
  readonly random: () => number;
  /** Runs the task once; the function that it returns cancels it. */
  readonly setTimer: (milliseconds: number, task: () => void) => () => void;
}

const REAL = {
  monotonic: () => performance.now(),
  wall: () => Date.now(),
  random: () => Math.random(),
} as const;

/** The real clock and chance. Its timers do not keep a process alive: for a library. */
export const SYSTEM_RUNTIME: Runtime = {
  ...REAL,
  setTimer: (milliseconds, task) => {
    const timer = setTimeout(task, milliseconds).unref();
    return () => {
      clearTimeout(timer);
    };
  },
};

/** The same with timers that keep the process alive: for a command that has nothing else to wait for. */
export const COMMAND_RUNTIME: Runtime = {
  ...REAL,
  setTimer: (milliseconds, task) => {
    const timer = setTimeout(task, milliseconds);
    return () => {
      clearTimeout(timer);
    };
  },
};

/** Waits. */
export function pause(runtime: Runtime, milliseconds: number): Promise<void> {
  return new Promise((resolve) => runtime.setTimer(milliseconds, resolve));
}
