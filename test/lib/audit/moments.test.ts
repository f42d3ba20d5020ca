import { momentsOf } from '../../../lib/audit/moments';

const NOW = new Date('2026-11-26T18:00:00Z');

test.each([
  ['90m', undefined, '2026-11-26T16:30:00.000Z', '2026-11-26T18:00:00.000Z'],
  ['24h', undefined, '2026-11-25T18:00:00.000Z', '2026-11-26T18:00:00.000Z'],
  ['7d', '1d', '2026-11-19T18:00:00.000Z', '2026-11-25T18:00:00.000Z'],
  ['2026-11-20', '2026-11-21', '2026-11-20T00:00:00.000Z', '2026-11-21T00:00:00.000Z'],
  ['2026-11-20T09:15Z', '2026-11-20T09:15:30Z', '2026-11-20T09:15:00.000Z', '2026-11-20T09:15:30.000Z'],
])('%s to %s', (since, until, from, to) => {
  const found = momentsOf(since, until, NOW);
  expect([found.from.toISOString(), found.to.toISOString()]).toEqual([from, to]);
});

test.each([
  '',
  'yesterday',
  '24',
  '24H',
  '-1h',
  '1.5h',
  '2026-02-30',
  '2026-13-01',
  '2026-11-20T09:15',
  '20.11.2026',
])('"%s" is no moment', (text) => {
  expect(() => momentsOf(text, undefined, NOW)).toThrow('--since');
  expect(() => momentsOf('24h', text, NOW)).toThrow('--until');
});

test('a period ends after it begins', () => {
  expect(() => momentsOf('1h', '2h', NOW)).toThrow('must be before --until 2h');
  expect(() => momentsOf('2026-11-27', undefined, NOW)).toThrow('must be before now');
});
