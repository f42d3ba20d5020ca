import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KeyPair } from '../../../../packages/data-hub/src/credentials/key-pair';
import { checkRenewal } from '../../../../packages/data-hub/src/doctor/renewal-check';
import type { HubConfig } from '../../../../packages/data-hub/src/hub-config';
import { RenewalRecord } from '../../../../packages/data-hub/src/renewal/renewal-record';
import { hubConfig } from '../fixtures/hub-folder';

const DAY = 86_400_000;
const BEGIN = Date.parse('2027-01-01T00:00:00Z');
const PAIR: KeyPair = {
  certificate: '',
  privateKey: '',
  certificateId: 'ab'.repeat(32),
  notBefore: BEGIN,
  notAfter: BEGIN + 9999 * DAY,
};
const DATA_ENDPOINT = 'https://a1b2c3-ats.iot.eu-central-1.amazonaws.com';

let folder: string;
let configFile: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'renewal-check-'));
  configFile = join(folder, 'hub.json');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const check = (
  changes: Partial<HubConfig> = { dataEndpoint: DATA_ENDPOINT },
): ReturnType<typeof checkRenewal> => checkRenewal(hubConfig(changes), configFile, PAIR, BEGIN + 12.5 * DAY);

test.each<[Partial<HubConfig>, string]>([
  [{}, 'this hub does not renew its certificate by itself: hub.json has no dataEndpoint'],
  [{ dataEndpoint: DATA_ENDPOINT }, 'the certificate is 12 days old, and is renewed at 90 days'],
  [
    { dataEndpoint: DATA_ENDPOINT, renewAfterDays: 0 },
    'the certificate is 12 days old, and is renewed only if the platform asks for it',
  ],
])('says when the certificate of a hub with %j is renewed', (changes, saw) => {
  expect(check(changes)).toEqual({ check: 'renewal', outcome: 'ok', saw });
});

test('the age counts from when the hub took the certificate into use', () => {
  new RenewalRecord(configFile).renewed(PAIR.certificateId, BEGIN + 10 * DAY);

  expect(check().saw).toMatch(/^the certificate is 2 days old/);
});

test('a folder of the key that cannot be written is found', () => {
  const privateKeyFile = join('missing', 'private-key.pem');

  expect(check({ dataEndpoint: DATA_ENDPOINT, privateKeyFile })).toMatchObject({
    outcome: 'fail',
    saw: expect.stringContaining(`cannot write to ${join(folder, 'missing')}`) as string,
  });
});

test("the platform's refusal is told with its message", () => {
  const refusal = { requestId: 'r', code: 'SUSPENDED', message: 'the organization is suspended', at: BEGIN };
  new RenewalRecord(configFile).refused(refusal);

  expect(check()).toMatchObject({
    outcome: 'fail',
    saw: 'the platform refused to renew the certificate at 2027-01-01T00:00:00.000Z (SUSPENDED): the organization is suspended',
  });
});
