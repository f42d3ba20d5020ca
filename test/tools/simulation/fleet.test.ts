import { type FleetCurve, QUOTA, simulateFleet } from '../../../tools/simulation/fleet';
import { fleetChart } from '../../../tools/simulation/fleet-chart';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
/** A tenth of the quota, and of the hubs that it is enough for. */
const LIMIT = 10;
const FULL = 18_000;
const OUTAGE = { from: 2 * HOUR, to: 2 * HOUR + 40 * MINUTE };
const LENGTH = OUTAGE.to + 3 * HOUR;

const most = (values: Int32Array, from = 0, to = values.length): number =>
  Math.max(...values.subarray(from, to));
const mean = (values: Int32Array, from: number, to: number): number =>
  values.subarray(from, to).reduce((sum, value) => sum + value, 0) / (to - from);

describe.each([
  ['as many hubs as the quota is enough for', FULL],
  ['nine tenths of that', 0.9 * FULL],
])('%s, through an outage of 40 minutes', (_which, hubs) => {
  const options = { hubs, seed: 1, limit: LIMIT, outage: OUTAGE, length: LENGTH };
  let curve: FleetCurve;

  beforeAll(() => {
    curve = simulateFleet(options);
  });

  test('nobody expires in steady state, before it and after it', () => {
    expect(most(curve.without, 0, OUTAGE.from)).toBe(0);
    expect(most(curve.without, OUTAGE.to + HOUR)).toBe(0);
  });

  test('no more sessions are issued than the quota allows, and recovery uses nearly all of it', () => {
    expect(most(curve.issued)).toBe(LIMIT);
    expect(mean(curve.issued, OUTAGE.to, OUTAGE.to + 25 * MINUTE)).toBeGreaterThan(0.95 * LIMIT);
  });

  test('everybody has credentials again in little more time than the quota needs', () => {
    const needed = hubs / LIMIT;

    expect(most(curve.without, OUTAGE.to + 1.2 * needed)).toBe(0);
    expect(most(curve.without, OUTAGE.to)).toBeGreaterThan(0);
  });

  test('requests are spread over the backoff while nothing is answered, and no second wave follows', () => {
    expect(most(curve.sent)).toBeLessThan((hubs / 30) * 1.3);
    expect(mean(curve.sent, OUTAGE.to + HOUR, LENGTH)).toBeLessThan(1.4 * LIMIT);
  });

  test('hubs that got a 429 leave the quota to others for minutes', () => {
    expect(most(curve.sent, OUTAGE.to + MINUTE)).toBeLessThan(most(curve.sent, 0, OUTAGE.to) / 3);
    expect(mean(curve.sent, OUTAGE.to, OUTAGE.to + HOUR)).toBeLessThan(4 * LIMIT);
  });

  test('the curve is drawn, from before the outage to its end', () => {
    const chart = fleetChart(curve, options, OUTAGE.from - 20 * MINUTE);

    expect(chart).not.toMatch(/NaN|Infinity|undefined/);
    expect(chart).toMatch(/prefers-color-scheme:dark/);
    expect(chart.length).toBeLessThan(20_000);
    for (const name of ['sent', 'issued', 'without', 'limit'])
      expect(chart).toContain(`<path class="${name}" d="M`);
  });
});

test('160,000 hubs send fewer than 100 requests a second on average, and none of them expires', () => {
  const outage = { from: HOUR, to: HOUR };
  const { sent, without } = simulateFleet({ hubs: 160_000, seed: 2, limit: QUOTA, outage, length: 2 * HOUR });

  expect(mean(sent, 0, 2 * HOUR)).toBeLessThan(QUOTA);
  expect(most(without)).toBe(0);
});
