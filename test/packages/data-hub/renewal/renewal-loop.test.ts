import { FetchError } from '../../../../packages/data-hub/src/credentials/errors';
import { RenewalError } from '../../../../packages/data-hub/src/renewal/errors';
import { isRenewalAlert, type RenewalEvent } from '../../../../packages/data-hub/src/renewal/renewal-event';
import type { RenewalOutcome } from '../../../../packages/data-hub/src/renewal/renewal';
import { renewalLoop } from '../../../../packages/data-hub/src/renewal/renewal-loop';
import { ShadowError } from '../../../../packages/data-hub/src/shadow/hub-shadow';
import { runAll, VirtualRuntime } from '../../../../tools/simulation/virtual-runtime';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const REFUSAL = { requestId: 'r', code: 'SUSPENDED', message: 'the organization is suspended', at: 0 };

/** What the loop does in a time in which each step comes to the same. */
async function after(
  time: number,
  step: () => Promise<RenewalOutcome>,
): Promise<{ readonly steps: number[]; readonly events: RenewalEvent[] }> {
  const runtime = new VirtualRuntime(0, 1);
  const steps: number[] = [];
  const events: RenewalEvent[] = [];
  renewalLoop({
    runtime,
    step: () => {
      steps.push(runtime.monotonic());
      return step();
    },
    onEvent: (event) => events.push(event),
  });
  await runAll([runtime], time);
  return { steps, events };
}

const told = (events: readonly RenewalEvent[]): string[] =>
  events.map((event) => `${isRenewalAlert(event) ? 'alert' : 'info'} ${event.event}`);

test('a certificate that is not due is looked at once an hour', async () => {
  const { steps, events } = await after(24 * HOUR, () => Promise.resolve({ state: 'not-due' }));

  expect(steps.length).toBeGreaterThanOrEqual(21);
  expect(steps.length).toBeLessThanOrEqual(27);
  expect(events).toEqual([]);
});

test('an answer is asked for every 5 minutes, after 3 hours every 30; once a day somebody is told', async () => {
  let asked = true;
  const { steps, events } = await after(73 * HOUR, () => {
    const outcome = { state: 'waiting', requestId: 'r', asked } as const;
    asked = false;
    return Promise.resolve(outcome);
  });
  const first = steps[0] ?? 0;

  expect(first).toBeLessThan(HOUR);
  expect(steps.filter((at) => at < first + 3 * HOUR).length).toBeGreaterThanOrEqual(32);
  expect(steps.filter((at) => at > first + 4 * HOUR && at < first + 24 * HOUR).length).toBeLessThanOrEqual(
    45,
  );
  expect(told(events)).toEqual(
    [
      'info renewal-requested',
      'alert renewal-unanswered',
      'alert renewal-unanswered',
      'alert renewal-unanswered',
    ].slice(0, events.length),
  );
  expect(events.length).toBeGreaterThanOrEqual(3);
});

test('a refusal is told once', async () => {
  let known = false;
  const { steps, events } = await after(6 * HOUR, () => {
    const outcome = { state: 'refused', refusal: REFUSAL, known } as const;
    known = true;
    return Promise.resolve(outcome);
  });

  expect(steps.length).toBeGreaterThan(3);
  expect(events).toEqual([
    { event: 'renewal-refused', requestId: 'r', code: 'SUSPENDED', message: 'the organization is suspended' },
  ]);
  expect(events.every(isRenewalAlert)).toBe(true);
});

test('a renewal is told', async () => {
  const renewed = { state: 'renewed', requestId: 'r', certificateId: 'c' } as const;
  const { events } = await after(HOUR, () => Promise.resolve(renewed));

  expect(events[0]).toEqual({ event: 'certificate-renewed', requestId: 'r', certificateId: 'c' });
});

test.each([
  ['a network that fails', new ShadowError('HUB_SHADOW_UNREACHABLE', 'no way'), 'info', 5],
  ['another process', new RenewalError('HUB_RENEWAL_BUSY', 'busy'), 'info', 5],
  ['a server that fails', new FetchError('SERVER_FAILED', 'transient', '503'), 'info', 5],
  ['a refused call', new ShadowError('HUB_SHADOW_REFUSED', '403'), 'alert', 60],
  ['a refused certificate', new FetchError('CREDENTIALS_REFUSED', 'refused', '403'), 'alert', 60],
  ['a folder that cannot be written', new RenewalError('HUB_RENEWAL_UNWRITABLE', 'EROFS'), 'alert', 60],
  ['a defect', new TypeError('SECRET'), 'alert', 60],
])(
  'after %s it goes on in time, and says whether somebody has to act',
  async (_what, error, level, minutes) => {
    const { steps, events } = await after(9 * HOUR, () => Promise.reject(error));
    const [first = NaN, second = NaN] = steps;

    expect((second - first) / MINUTE).toBeGreaterThanOrEqual(0.9 * minutes);
    expect((second - first) / MINUTE).toBeLessThanOrEqual(1.1 * minutes);
    expect(told(events)[0]).toBe(`${level} renewal-failed`);
    expect(JSON.stringify(events)).not.toContain('SECRET');
  },
);

test('what passes by itself and does not in an hour is an alert', async () => {
  const error = new ShadowError('HUB_SHADOW_UNREACHABLE', 'no way');
  const { events } = await after(3 * HOUR, () => Promise.reject(error));

  expect(told(events).indexOf('alert renewal-failed')).toBe(11);
});
