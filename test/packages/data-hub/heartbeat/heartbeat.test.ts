import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { heartbeatOf } from '../../../../packages/data-hub/src/heartbeat/heartbeat';
import { reportedSchema } from '../../../../packages/data-hub/src/shadow/shadow-document';

const BEGIN = Date.parse('2027-01-01T00:00:00Z');
const ID = 'ab'.repeat(32);
const OPTIONS = { configFile: join(tmpdir(), 'no-hub', '..', 'hub.json'), intervalMinutes: 15 };
const FACTS = {
  state: 'ok',
  session: { certificateId: ID, certificateBegins: BEGIN, skew: undefined },
  certificateSince: undefined,
  wall: BEGIN,
} as const;

test('a heartbeat is as the platform reads it', async () => {
  const heartbeat = await heartbeatOf(FACTS, OPTIONS);

  expect(reportedSchema.parse({ heartbeat })).toEqual({ heartbeat });
  expect(heartbeat).toMatchObject({ certificateSince: '2027-01-01T00:00:00.000Z', clockOffset: 0 });
  expect(heartbeat.diskFree).toBeGreaterThan(0);
});

test('a wrong clock is told, and does not date the heartbeat', async () => {
  const session = { ...FACTS.session, skew: -90_060 };
  const { at, clockOffset } = await heartbeatOf({ ...FACTS, session, wall: BEGIN + 90_060 }, OPTIONS);

  expect({ at, clockOffset }).toEqual({ at: '2027-01-01T00:00:00.000Z', clockOffset: -90.1 });
});

test('a certificate counts from when it was taken into use', async () => {
  const { certificateSince } = await heartbeatOf({ ...FACTS, certificateSince: BEGIN + 1000 }, OPTIONS);

  expect(certificateSince).toBe('2027-01-01T00:00:01.000Z');
});
