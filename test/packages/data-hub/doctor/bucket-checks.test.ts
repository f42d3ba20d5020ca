import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { checkBucket } from '../../../../packages/data-hub/src/doctor/bucket-checks';
import { ProxyError } from '../../../../packages/data-hub/src/proxy/proxy-error';
import { hubConfig } from '../fixtures/hub-folder';

const s3 = mockClient(S3Client);
const KEYS = { accessKeyId: 'ASIA1', secretAccessKey: 'SECRET', sessionToken: 'TOKEN' };
const config = hubConfig();
const look = (of = config) => checkBucket(of, 'hub.json', KEYS, Date.parse('2027-01-01T00:00:00Z'));
const failing = (name: string): Error => Object.assign(new Error(`quotes ${KEYS.secretAccessKey}`), { name });

beforeEach(() => {
  s3.reset();
  s3.on(PutObjectCommand).resolves({ ETag: '"1"' });
  s3.on(GetObjectCommand).rejects(failing('AccessDenied'));
});

afterAll(() => {
  s3.restore();
});

test.each([
  ['its own folder', 'acme/acme--berlin-1/'],
  ["its organization's folder, where hubs share it", 'acme/'],
])('uploads into %s with the key, and is refused on reading it back', async (_where, prefix) => {
  const key = `${prefix}_doctor/berlin-1.txt`;
  const place = `s3://ts-production-raw-111122223333-eu-central-1-an/${key}`;

  expect(await look({ ...config, prefix })).toEqual([
    { check: 'upload', outcome: 'ok', saw: `${place}, encrypted with ${config.keyArn}` },
    { check: 'read-denied', outcome: 'ok', saw: `reading ${place} back is refused, as it should be` },
  ]);
  expect(s3.commandCalls(PutObjectCommand)[0]?.args[0].input).toMatchObject({
    Bucket: config.buckets.raw,
    Key: key,
    ServerSideEncryption: 'aws:kms',
    SSEKMSKeyId: config.keyArn,
  });
});

test.each([
  ['AccessDenied', /compare buckets, prefix and keyArn .* may be revoked/],
  ['NoSuchBucket', /\$\.buckets\.raw/],
  ['ExpiredToken', /revoked/],
  ['TimeoutError', /reach S3/],
  ['SELF_SIGNED_CERT_IN_CHAIN', /^a proxy or firewall opens TLS to S3: .*NODE_EXTRA_CA_CERTS/],
])('an upload that fails with %s says what to do, and nothing is read', async (name, fix) => {
  s3.on(PutObjectCommand).rejects(failing(name));
  const results = await look();

  expect(results).toMatchObject([
    { check: 'upload', outcome: 'fail', saw: expect.stringContaining(name) as string },
    { check: 'read-denied', outcome: 'skipped' },
  ]);
  expect(results[0]?.fix).toMatch(fix);
  expect(JSON.stringify(results)).not.toContain('SECRET');
  expect(s3.commandCalls(GetObjectCommand)).toEqual([]);
});

test('a page of something on the way, which is a success to HTTP, is no upload', async () => {
  s3.on(PutObjectCommand).resolves({});

  expect(await look()).toMatchObject([
    { outcome: 'fail', fix: expect.stringContaining('answers in place of S3') as string },
    { check: 'read-denied', outcome: 'skipped' },
  ]);
});

test('a proxy that does not let the upload through is told as it says', async () => {
  s3.on(PutObjectCommand).rejects(new ProxyError('PROXY_REFUSED', 'the proxy does not allow it; allow it'));

  expect((await look())[0]).toMatchObject({ saw: 'the proxy does not allow it', fix: 'allow it' });
});

test('a hub that can read back is not well', async () => {
  s3.on(GetObjectCommand).resolves({});

  expect((await look())[1]).toMatchObject({
    outcome: 'fail',
    fix: expect.stringMatching(/operators at once/) as string,
  });
});

test('a read that fails otherwise than by a refusal proves nothing', async () => {
  s3.on(GetObjectCommand).rejects(failing('NoSuchKey'));

  expect((await look())[1]).toMatchObject({
    outcome: 'fail',
    saw: expect.stringContaining('NoSuchKey') as string,
  });
});
