import { FetchError } from '../../../../packages/data-hub/src/credentials/errors';
import { isAlert } from '../../../../packages/data-hub/src/credentials/refresh-event';
import { ask } from '../fixtures/ask';
import { type IssuedCertificate, newKeyText, TestCa } from '../fixtures/certificates';
import { THING } from '../fixtures/credentials-server';
import { HOUR, MINUTE, VirtualHub } from '../fixtures/virtual-hub';

let ca: TestCa;
let hub: VirtualHub;

beforeAll(async () => {
  ca = await TestCa.create();
});
beforeEach(async () => {
  hub = new VirtualHub(ca.certificate, await ca.issue({ commonName: THING }));
});

const unreachable = (): never => {
  throw new FetchError('CONNECTION_FAILED', 'transient', 'connection to the server failed (ECONNRESET)');
};

test('a new pair is used from the next fetch on; the old one serves until the new one got a 200', async () => {
  await ask(hub);
  const old = hub.requests[0]?.certificate;
  const second = await ca.issue({ commonName: THING });
  hub.install(second);
  hub.answer = ({ certificate }) =>
    certificate === old ? hub.success() : hub.response(403, { message: 'Access Denied' });
  await hub.pass(33 * MINUTE);

  expect(hub.requests.map(({ certificate }) => certificate)).toEqual([old, second.certificate, old]);
  expect(hub.source.refresher.current?.keys.accessKeyId).toBe('ASIA2');
  expect(hub.of('certificate-not-used').every(isAlert)).toBe(true);
  expect(hub.of('certificate-not-used')).toHaveLength(1);

  hub.answer = ({ certificate }) =>
    certificate === old ? hub.response(403, { message: 'Access Denied' }) : hub.success();
  await hub.pass(HOUR);
  expect(hub.of('certificate-changed')).toHaveLength(1);
  expect(new Set(hub.requests.slice(3).map(({ certificate }) => certificate))).toEqual(
    new Set([second.certificate]),
  );
});

test('a key that does not match, in the middle of a rotation, costs nothing', async () => {
  await ask(hub);
  hub.files.set('private-key.pem', newKeyText());
  await hub.pass(HOUR);

  expect(hub.of('certificate-not-used')[0]).toMatchObject({ code: 'HUB_KEY_MISMATCH' });
  expect(hub.source.refresher.current).toBeDefined();
});

test.each([
  ['refuses it', () => hub.response(403, { message: 'No' })],
  ['ends the connection', unreachable],
])('a certificate that has expired is told with its dates when the server %s', async (_how, answer) => {
  const dates = { notBefore: new Date('2020-01-01'), notAfter: new Date('2020-12-31') };
  hub.install(await ca.issue({ commonName: THING, ...dates }));
  hub.answer = answer;

  expect(await ask(hub)).toMatchObject({
    message: expect.stringMatching(
      /; the hub's certificate is valid from 2020-01-01T.* to 2020-12-31T.*, and this machine's clock says 2027-/,
    ) as string,
  });
});

describe('a renewal that was cut short between its two files', () => {
  let second: IssuedCertificate;

  beforeEach(async () => {
    second = await ca.issue({ commonName: THING });
    hub.files.set('private-key.pem', second.privateKey);
    hub.files.set('renewal/private-key.pem', second.privateKey);
    hub.files.set('renewal/certificate.pem', second.certificate);
  });

  test('leaves a hub that starts, with the pair that the renewal keeps', async () => {
    expect(await ask(hub)).toMatchObject({ id: 'ASIA1' });
    await hub.pass(HOUR);

    expect(new Set(hub.requests.map(({ certificate }) => certificate))).toEqual(
      new Set([second.certificate]),
    );
    expect(hub.of('certificate-changed')).toEqual([]);
  });

  test('does not hide a mismatch that it does not explain', async () => {
    hub.files.set('renewal/private-key.pem', newKeyText());

    expect(await ask(hub)).toMatchObject({ reason: 'HUB_KEY_MISMATCH' });
  });
});
