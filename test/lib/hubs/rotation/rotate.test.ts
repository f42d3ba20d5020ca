import { readFileSync } from 'node:fs';
import type { Platform } from '../../../../lib/account/open-platform';
import { hubOf } from '../../../../lib/account/open-platform';
import { enroll, type Enrolled } from '../../../../lib/hubs/enrolment/enroll';
import { showHub } from '../../../../lib/hubs/fleet/list-hubs';
import {
  cancelRotation,
  finishRotation,
  type Finished,
  startRotation,
} from '../../../../lib/hubs/rotation/rotate';
import { FakeAws, killedAfter, KilledError } from '../fixtures/fake-aws';
import { Desk } from '../fixtures/operator';

const THING = 'acme--berlin-1';
const HUB = 'berlin-1';
const PROOF = JSON.stringify({
  version: 1,
  origin: 'https://sts.eu-central-1.amazonaws.com',
  headers: { authorization: 'signature' },
});

let aws: FakeAws;
let desk: Desk;
let platform: Platform;
let first: string;
beforeEach(async () => {
  aws = new FakeAws();
  desk = new Desk();
  platform = await desk.open(aws);
  const enrolled = await enroll(platform, {
    hub: HUB,
    csr: await desk.request(THING),
    out: desk.path('first'),
  });
  first = enrolled.certificate?.id ?? '';
  aws.now = new Date('2027-03-01T08:00:00Z');
});
afterEach(() => {
  desk.clear();
});

async function start(name = 'second'): Promise<Enrolled> {
  const csr = await desk.request(THING, `${name}.csr`);
  return startRotation(platform, { hub: HUB, csr, out: desk.path(name) });
}

/** Finishes with a proof that AWS answers as it would for a session from this certificate. */
async function finish(
  certificate: string,
  more: { grace?: number; dryRun?: boolean } = {},
): Promise<Finished> {
  const arn = `arn:aws:sts::111122223333:assumed-role/ts-test-acme-data-hub/${certificate}`;
  const body = `<Arn>${arn}</Arn><UserId>AROA:${certificate}</UserId><Account>111122223333</Account>`;
  const send = (): Promise<{ status: number; body: string }> => Promise.resolve({ status: 200, body });
  return finishRotation(platform, { hub: HUB, proof: PROOF, send, ...more });
}

function statusOf(id: string): string {
  return aws.iot.certificate(id).status;
}

async function state(): Promise<string> {
  return (await showHub(platform, hubOf(platform, HUB))).state;
}

test('a second certificate is active beside the first, until the hub has proved it', async () => {
  const { certificate } = await start();
  const second = certificate?.id ?? '';
  expect([statusOf(first), statusOf(second), await state()]).toEqual(['ACTIVE', 'ACTIVE', 'rotating']);
  expect(readFileSync(`${desk.path('second')}/certificate.pem`, 'utf8')).toBe(
    aws.iot.certificate(second).pem,
  );

  await expect(finishRotation(platform, { hub: HUB })).rejects.toMatchObject({ code: 'PROOF_MISSING' });
  await expect(finish(first)).rejects.toMatchObject({ code: 'PROOF_OF_ANOTHER' });
  expect(statusOf(first)).toBe('ACTIVE');

  expect(await finish(second)).toMatchObject({ finished: false, old: [{ id: first, status: 'INACTIVE' }] });
  expect([statusOf(first), statusOf(second)]).toEqual(['INACTIVE', 'ACTIVE']);
  expect(await finishRotation(platform, { hub: HUB })).toMatchObject({ finished: true });
  expect([statusOf(first), statusOf(second), await state()]).toEqual(['REVOKED', 'ACTIVE', 'enrolled']);
  expect((await showHub(platform, hubOf(platform, HUB))).lastRotation).toBe('2027-03-01T08:00:00.000Z');
  await expect(finish(second)).rejects.toMatchObject({ code: 'NO_ROTATION' });
});

test('with a grace period, the old certificate is revoked after it', async () => {
  const { certificate } = await start();
  const result = await finish(certificate?.id ?? '', { grace: 600_000 });
  expect(result.finished).toBe(true);
  expect(statusOf(first)).toBe('REVOKED');
  expect(aws.now).toEqual(new Date('2027-03-01T08:10:00Z'));
});

test('a dry run proves, and retires nothing', async () => {
  const { certificate } = await start();
  await finish(certificate?.id ?? '', { dryRun: true });
  expect(statusOf(first)).toBe('ACTIVE');
  await expect(finish(first, { dryRun: true })).rejects.toMatchObject({ code: 'PROOF_OF_ANOTHER' });
});

test.each([1, 2, 3, 4, 5])('killed after %i changes, it goes on with the same request', async (changes) => {
  const csr = await desk.request(THING, 'second.csr');
  const run = (): Promise<Enrolled> => startRotation(platform, { hub: HUB, csr, out: desk.path('second') });
  const death = killedAfter(changes);
  aws.interference = death;
  await expect(Promise.race([run(), death.died])).rejects.toThrow(KilledError);
  aws.interference = {};
  expect(statusOf(first)).toBe('ACTIVE');
  const { certificate } = await run();
  expect(aws.iot.certificates.size).toBe(2);
  expect(await finish(certificate?.id ?? '')).toMatchObject({ old: [{ id: first }] });
});

test('a rotation needs an enrolled hub, and comes to an end before the next', async () => {
  const elsewhere = await desk.request('acme--other');
  await expect(
    startRotation(platform, { hub: 'other', csr: elsewhere, out: desk.path('x') }),
  ).rejects.toMatchObject({ code: 'HUB_UNKNOWN' });
  await start();
  await expect(start('third')).rejects.toMatchObject({ code: 'ROTATION_UNFINISHED' });
  expect(aws.iot.certificates.size).toBe(2);
});

test('a rotation is given up: the new certificate is revoked, and another one can follow', async () => {
  const { certificate } = await start();
  expect(await cancelRotation(platform, { hub: HUB })).toMatchObject({ certificate: first });
  expect([statusOf(first), statusOf(certificate?.id ?? '')]).toEqual(['ACTIVE', 'REVOKED']);
  const third = await start('third');
  await finish(third.certificate?.id ?? '');
  await expect(cancelRotation(platform, { hub: HUB })).rejects.toMatchObject({ code: 'NO_ROTATION' });
  expect(statusOf(third.certificate?.id ?? '')).toBe('ACTIVE');
});
