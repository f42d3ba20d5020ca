import { FetchError } from '../../../../packages/data-hub/src/credentials/errors';
import { ShadowError } from '../../../../packages/data-hub/src/shadow/hub-shadow';
import { type IssuedCertificate, TestCa } from '../fixtures/certificates';
import { THING } from '../fixtures/credentials-server';
import { DAY, Killed, RenewingHub } from '../fixtures/renewing-hub';
import { idOf } from '../fixtures/simulated-platform';

const BEGIN = Date.parse('2027-01-01T00:00:00Z');

let ca: TestCa;
let pair: IssuedCertificate;
let hub: RenewingHub;

beforeAll(async () => {
  ca = await TestCa.create();
  pair = await ca.issue({
    commonName: THING,
    notBefore: new Date(BEGIN),
    notAfter: new Date(BEGIN + 9999 * DAY),
  });
});
beforeEach(() => {
  hub = new RenewingHub(ca, pair, BEGIN + 90 * DAY);
});

test('a certificate is renewed at its age: asked for, tried, taken into use, confirmed', async () => {
  const first = await hub.step();
  const again = await hub.step();
  await hub.platform.process();
  const renewed = await hub.step();
  await hub.platform.process();

  expect(first).toEqual({ state: 'waiting', requestId: hub.requestId, asked: true });
  expect(again).toMatchObject({ state: 'waiting', asked: false });
  expect(renewed).toEqual({ state: 'renewed', requestId: hub.requestId, certificateId: hub.certificateId });
  expect(hub.certificateId).not.toBe(idOf(pair.certificate));
  expect([...hub.platform.active]).toEqual([hub.certificateId]);
  expect(hub.platform.issued).toBe(1);
  expect(hub.platform.reported).toEqual({});
  expect(hub.leftovers).toEqual([]);
  expect(await hub.step()).toEqual({ state: 'not-due' });
});

test('a young certificate is left alone, and no call is made twice in a step', async () => {
  hub.now = BEGIN + 89 * DAY;

  expect(await hub.step()).toEqual({ state: 'not-due' });
  expect(hub.platform.calls).toEqual(['read']);
});

test('the platform can have it renewed now; once, though AWS dates certificates back', async () => {
  hub.now = BEGIN + DAY;
  hub.platform.desired = { renewIfBefore: new Date(hub.now).toISOString() };
  const asked = await hub.step();
  await hub.platform.process();
  const renewed = await hub.step();
  const demanded = { renewIfBefore: new Date(BEGIN + DAY).toISOString() };
  await hub.platform.process();
  hub.platform.desired = demanded;

  expect([asked.state, renewed.state]).toEqual(['waiting', 'renewed']);
  expect(await hub.step()).toEqual({ state: 'not-due' });
});

test('a confirmation that the platform has not seen yet is not lost by another request', async () => {
  await hub.step();
  await hub.platform.process();
  await hub.step();
  const first = hub.certificateId;
  hub.now += 90 * DAY;

  expect(await hub.step()).toMatchObject({ state: 'waiting', asked: true });
  expect(hub.platform.reported).toMatchObject({ request: {}, confirmation: { certificateId: first } });
  await hub.platform.process();
  expect([...hub.platform.active]).toEqual([first]);

  await hub.platform.process();
  expect(await hub.step()).toMatchObject({ state: 'renewed' });
  await hub.platform.process();
  expect([...hub.platform.active]).toEqual([hub.certificateId]);
  expect(hub.certificateId).not.toBe(first);
});

test('killed after any one thing that it does, it starts with a certificate that is active, and converges', async () => {
  let killedAt = 0;
  for (let things = 0; ; things++) {
    hub = new RenewingHub(ca, pair, BEGIN + 90 * DAY);
    hub.killAfter(things);
    const killed = await untilRenewed();
    expect(hub.leftovers).toEqual([]);
    expect([...hub.platform.active]).toEqual([hub.certificateId]);
    expect({ things, issued: hub.platform.issued }).toEqual({ things, issued: 1 });
    if (!killed) break;
    killedAt++;
  }
  // Four for a new request, and so on: if they were fewer, a step would go unwatched.
  expect(killedAt).toBeGreaterThanOrEqual(15);
});

/** Steps and runs of the platform in turn, and a start after the kill; whether there was one. */
async function untilRenewed(): Promise<boolean> {
  let killed = false;
  for (let round = 0; round < 10; round++) {
    try {
      if ((await hub.step()).state === 'not-due') return killed;
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
      killed = true;
      hub.restart();
    }
    expect(hub.platform.active).toContain(await hub.certificateAtStart());
    await hub.platform.process();
    expect(hub.platform.active).toContain(await hub.certificateAtStart());
  }
  throw new Error('it does not converge');
}

test('a refusal is told once, and left alone for a day', async () => {
  hub.platform.refusal = { code: 'SUSPENDED', message: 'the organization is suspended' };
  await hub.step();
  await hub.platform.process();
  const told = await hub.step();
  const firstRequest = hub.requestId;
  const calls = hub.platform.calls.length;

  expect(told).toMatchObject({ state: 'refused', known: false, refusal: { code: 'SUSPENDED' } });
  hub.restart();
  hub.now += DAY - 1;
  expect(await hub.step()).toMatchObject({ state: 'refused', known: true });
  expect(hub.platform.calls.slice(calls)).toEqual(['read']);
  hub.now += 1;
  expect(await hub.step()).toMatchObject({ state: 'waiting', asked: true });
  expect(hub.requestId).not.toBe(firstRequest);
});

test('a refusal that the platform takes back is not waited for', async () => {
  hub.platform.refusal = { code: 'SUSPENDED', message: 'the organization is suspended' };
  await hub.step();
  await hub.platform.process();
  await hub.step();
  hub.platform.desired = { refused: null };
  hub.platform.refusal = undefined;

  expect(await hub.step()).toMatchObject({ state: 'waiting', asked: true });
});

test('a certificate that does not get credentials is not taken into use, and is tried again', async () => {
  hub.trialFailure = new FetchError('CREDENTIALS_REFUSED', 'refused', 'Access Denied');
  await hub.step();
  await hub.platform.process();

  await expect(hub.step()).rejects.toMatchObject({ code: 'CREDENTIALS_REFUSED' });
  expect(hub.certificateId).toBe(idOf(pair.certificate));
  hub.trialFailure = undefined;
  expect(await hub.step()).toMatchObject({ state: 'renewed' });
});

test.each([
  ['for another key', THING],
  ['for a hub whose name begins alike', 'acme--berlin-10'],
  ['for a hub of an organization whose name begins alike', 'acme-eu--berlin-1'],
])('a certificate %s is never tried', async (_what, commonName) => {
  hub.platform.wrongCertificate = (await ca.issue({ commonName })).certificate;
  await hub.step();
  await hub.platform.process();

  await expect(hub.step()).rejects.toMatchObject({ code: 'HUB_RENEWAL_CERTIFICATE' });
  expect(hub.trials).toBe(0);
  expect(hub.certificateId).toBe(idOf(pair.certificate));
});

test('if the certificate in use is another one meanwhile, the request is signed again with its key', async () => {
  await hub.step();
  const { requestId } = hub;
  const rotated = await ca.issue({ commonName: THING });
  hub.platform.active.clear();
  hub.platform.attach(rotated.certificate);
  hub.install(rotated);

  expect(await hub.step()).toEqual({ state: 'waiting', requestId, asked: true });
  await hub.platform.process();
  expect(await hub.step()).toMatchObject({ state: 'renewed', requestId });
});

test('while the platform cannot be reached nothing is lost', async () => {
  hub.platform.failure = new ShadowError('HUB_SHADOW_UNREACHABLE', 'no way');
  await expect(hub.step()).rejects.toMatchObject({ code: 'HUB_SHADOW_UNREACHABLE' });
  hub.platform.failure = undefined;
  expect(await hub.step()).toMatchObject({ state: 'waiting', asked: true });
  await hub.platform.process();
  hub.platform.failure = new ShadowError('HUB_SHADOW_UNREACHABLE', 'no way');
  await expect(hub.step()).rejects.toMatchObject({ code: 'HUB_SHADOW_UNREACHABLE' });
  hub.platform.failure = undefined;

  expect(await hub.step()).toMatchObject({ state: 'renewed' });
  expect(hub.platform.issued).toBe(1);
});

test('a proved pair that somebody has changed is not put in place: the renewal begins anew', async () => {
  await hub.step();
  await hub.platform.process();
  hub.killAfter(2);
  await expect(hub.step()).rejects.toBeInstanceOf(Killed);
  hub.restart();
  hub.disk.files.set('/hub/renewal/certificate.pem', pair.certificate);

  await expect(hub.step()).rejects.toMatchObject({ code: 'HUB_RENEWAL_CERTIFICATE' });
  expect(hub.leftovers).toEqual([]);
  expect(hub.certificateId).toBe(idOf(pair.certificate));
  expect(await hub.step()).toMatchObject({ state: 'waiting', asked: true });
});

test.each([
  ['ENOSPC', /\(ENOSPC\), so the hub cannot renew its certificate; make room on that disk$/],
  ['EROFS', /\(EROFS\), .*let its user write there/],
])('a disk that answers %s is told with what to do about it', async (code, message) => {
  const write = (): void => {
    throw Object.assign(new Error('no'), { code });
  };
  Object.assign(hub.disk, { write });
  await expect(hub.step()).rejects.toMatchObject({
    code: 'HUB_RENEWAL_UNWRITABLE',
    message: expect.stringMatching(message) as string,
  });
});
