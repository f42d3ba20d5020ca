import { execFileSync } from 'node:child_process';
import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import {
  checkCertificateRequest,
  readCertificateRequest,
} from '../../../../lib/hubs/enrolment/certificate-request';
import { keyFingerprint } from '../../../../lib/hubs/fleet/key-fingerprint';
import { createRequest } from '../../../../packages/data-hub/src/csr/create-request';
import { Desk } from '../fixtures/operator';
import { certificateFor, newKeys, P256, requestOf } from '../fixtures/requests';

const THING = 'acme--berlin-1';
const RSA = (modulusLength: number, hash = 'SHA-256'): object => ({
  name: 'RSASSA-PKCS1-v1_5',
  hash,
  modulusLength,
  publicExponent: new Uint8Array([1, 0, 1]),
});

async function check(text: string): ReturnType<typeof checkCertificateRequest> {
  return checkCertificateRequest(text, THING, 'request.pem');
}

test.each([
  ['P-256', P256],
  ['P-384', { ...P256, namedCurve: 'P-384' }],
  ['RSA-2048', RSA(2048)],
])('a key of %s is taken', async (keyType, algorithm) => {
  expect(await check(await requestOf(THING, { algorithm }))).toMatchObject({ keyType });
});

test.each([
  ['a curve that AWS IoT does not take', { ...P256, namedCurve: 'P-521' }, 'secp521r1'],
  ['RSA of 1024 bits', RSA(1024), '1024 bits'],
  ['SHA-1', RSA(2048, 'SHA-1'), 'SHA-1'],
  ['Ed25519', { name: 'Ed25519' }, 'ed25519'],
])('%s is refused', async (_, algorithm, message) => {
  await expect(requestOf(THING, { algorithm }).then(check)).rejects.toThrow(message);
});

test('explicit parameters of a curve are named, with the command that converts the key', async () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1', paramEncoding: 'explicit' });
  const desk = new Desk();
  const key = desk.path('key.pem');
  writeFileSync(key, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  const request = ['req', '-new', '-key', key, '-subj', `/CN=${THING}`];

  await expect(check(execFileSync('openssl', request, { encoding: 'utf8' }))).rejects.toThrow(
    /explicit parameters .* openssl pkey -in KEY -ec_param_enc named_curve -out NEW_KEY/,
  );
  desk.clear();
});

test('a request that data-hub csr makes is taken', async () => {
  const desk = new Desk();
  const { request } = await createRequest({ organization: 'acme', hub: 'berlin-1', out: desk.path('hub') });
  expect(await readCertificateRequest(request, THING)).toMatchObject({ keyType: 'P-256' });
  desk.clear();
});

test('a request may begin with a byte-order mark, and is not decoded from UTF-16', async () => {
  const desk = new Desk();
  const text = await requestOf(THING);
  writeFileSync(desk.path('marked.pem'), `\ufeff${text}`);
  writeFileSync(desk.path('utf16.pem'), Buffer.from(`\ufeff${text}`, 'utf16le'));
  expect(await readCertificateRequest(desk.path('marked.pem'), THING)).toMatchObject({ keyType: 'P-256' });
  await expect(readCertificateRequest(desk.path('utf16.pem'), THING)).rejects.toThrow(
    /^--csr .*utf16\.pem: is UTF-16 text \(little endian\); save it as UTF-8$/,
  );
  desk.clear();
});

test('two requests for one key have one fingerprint, which its certificate has, too', async () => {
  const keys = await newKeys();
  const [one, other] = [await requestOf(THING, { keys }), await requestOf(THING, { keys })];
  expect(one).not.toBe(other);
  const { keyFingerprint: fingerprint } = await check(one);
  expect((await check(other)).keyFingerprint).toBe(fingerprint);
  expect(keyFingerprint(new X509Certificate(await certificateFor(one)).publicKey)).toBe(fingerprint);
  expect((await check(await requestOf(THING))).keyFingerprint).not.toBe(fingerprint);
});

test.each(['acme-eu--berlin-1', 'acme--berlin-10', 'acme--BERLIN-1', 'berlin-1', ''])(
  'a request of %j is refused, and both names are told',
  async (name) => {
    await expect(requestOf(name).then(check)).rejects.toThrow(THING);
  },
);

test('a request that its own key did not sign is refused', async () => {
  const request = await requestOf(THING);
  const der = Buffer.from(request.replace(/-----[^-]+-----/g, ''), 'base64');
  der.writeUInt8(der.readUInt8(der.length - 1) ^ 1, der.length - 1);
  const damaged = `-----BEGIN CERTIFICATE REQUEST-----\n${der.toString('base64')}\n-----END CERTIFICATE REQUEST-----`;
  await expect(check(damaged)).rejects.toThrow('not signed by its own key');
});

test.each([
  ['', 'not one certificate request'],
  [
    '-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----',
    'cannot be read|can be read',
  ],
  ['-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----', 'not one certificate request'],
])('%j is refused', async (text, message) => {
  await expect(check(text)).rejects.toThrow(new RegExp(message));
});

test('two requests in one file are refused', async () => {
  await expect(check(`${await requestOf(THING)}${await requestOf(THING)}`)).rejects.toThrow('not one');
});

test('a private key is refused, and none of it repeated', async () => {
  const key = '-----BEGIN PRIVATE KEY-----\nMIGHsecret\n-----END PRIVATE KEY-----\n';
  const failure = await check(`${key}${await requestOf(THING)}`).catch((error: unknown) => String(error));
  expect(failure).toContain('must not leave its hub');
  expect(failure).not.toContain('MIGHsecret');
});

test('a file that is missing, far too large or without an end is refused', async () => {
  const desk = new Desk();
  await expect(readCertificateRequest(desk.path('missing'), THING)).rejects.toThrow('does not exist');
  await expect(readCertificateRequest(desk.folder, THING)).rejects.toThrow('EISDIR');
  writeFileSync(desk.path('large'), 'x'.repeat(100_000));
  await expect(readCertificateRequest(desk.path('large'), THING)).rejects.toThrow('too large');
  await expect(readCertificateRequest('/dev/zero', THING)).rejects.toThrow('more than 1,048,576 bytes');
  desk.clear();
});
