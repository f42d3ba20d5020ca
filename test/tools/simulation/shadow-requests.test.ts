import { shadowRequests, shadowRequestsText } from '../../../tools/simulation/shadow-requests';

test('hubs that start in one moment report at an even rate from the first minutes on', async () => {
  const { reports, reads } = await shadowRequests(900, 1);

  // One heartbeat each in 15 minutes, one read each in an hour.
  expect(reports.mean).toBeCloseTo(1, 1);
  expect(reads.mean).toBeCloseTo(0.25, 1);
  expect(reports.peak).toBeLessThan(12);
  expect(reads.peak).toBeLessThan(8);
});

test('how often hubs report and read is told in a line', () => {
  const requests = { reports: { mean: 200.4, peak: 266 }, reads: { mean: 50, peak: 86 } };

  expect(shadowRequestsText(requests)).toContain('heartbeats 200 (266), reads 50 (86)');
});
