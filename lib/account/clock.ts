import { setTimeout } from 'node:timers/promises';

/** Time as the commands see it; tests put their own in its place. */
export interface Clock {
  readonly now: () => Date;
  readonly pause: (milliseconds: number) => Promise<void>;
}

export const MACHINE_CLOCK: Clock = {
  now: () => new Date(),
  pause: async (milliseconds) => {
    await setTimeout(milliseconds);
  },
};

/** A clock that goes as AWS's does: policies are judged by that one, whatever this machine believes. */
export function corrected(clock: Clock, serverTime: Date | undefined): Clock {
  if (serverTime === undefined) return clock;
  const offset = serverTime.getTime() - clock.now().getTime();
  return { ...clock, now: () => new Date(clock.now().getTime() + offset) };
}
