import { attentionOf } from '../../../../lib/hubs/fleet/attention';
import { type Differences, hubWith, NOW } from './fleet';

const LIMITS = { now: NOW, renewAfterDays: 90 };

test.each<[string, Differences, string[]]>([
  ['all is well', {}, []],
  ['three intervals ago, to the minute', { minutesAgo: 45 }, []],
  ['more than three intervals ago', { minutesAgo: 46 }, ['silent']],
  ['by its own interval', { minutesAgo: 46, heartbeat: { intervalMinutes: 16 } }, []],
  ['never', { heartbeat: undefined }, ['unseen']],
  ['a certificate that is renewed today', { ageDays: 90 }, []],
  ['a certificate that was not', { ageDays: 91 }, ['certificate']],
  ['10 % of the disk', { heartbeat: { diskFree: 10 } }, []],
  ['less', { heartbeat: { diskFree: 9.9 } }, ['disk']],
  ['a clock 5 minutes off', { heartbeat: { clockOffset: -300 } }, []],
  ['more, behind', { heartbeat: { clockOffset: 301 } }, ['clock']],
  ['more, ahead', { heartbeat: { clockOffset: -301 } }, ['clock']],
  ['an agent that retries', { heartbeat: { state: 'retrying' } }, []],
  ['an agent that fails', { heartbeat: { state: 'failing' } }, ['agent']],
  ['a rotation', { state: 'rotating', minutesAgo: 46 }, ['silent']],
  ['revoked', { state: 'revoked', minutesAgo: 9_999, ageDays: 400 }, []],
  ['invited', { state: 'invited', certificates: [], heartbeat: undefined }, []],
])('%s', (_what, differences, attention) => {
  expect(attentionOf(hubWith(differences), LIMITS)).toEqual(attention);
});

test('the newest active certificate counts, and no age where none is renewed for it', () => {
  const certificate = { id: 'x', createdAt: NOW.toISOString(), rotatingTo: false };
  const certificates = [
    { ...certificate, status: 'ACTIVE', ageDays: 100 },
    { ...certificate, status: 'ACTIVE', ageDays: 95 },
    { ...certificate, status: 'INACTIVE', ageDays: 1 },
  ];
  const hub = hubWith({ certificates });
  expect(attentionOf(hub, LIMITS)).toEqual(['certificate']);
  expect(attentionOf(hub, { ...LIMITS, renewAfterDays: 95 })).toEqual([]);
  expect(attentionOf(hub, { ...LIMITS, renewAfterDays: 0 })).toEqual([]);
});
