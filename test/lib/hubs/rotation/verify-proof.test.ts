import { signProof } from '../../../../packages/data-hub/src/proof/sign-proof';
import { type IdentityProof, identityProofText } from '../../../../packages/data-hub/src/identity-proof';
import type { Platform } from '../../../../lib/account/open-platform';
import { verifyProof } from '../../../../lib/hubs/rotation/verify-proof';
import { FakeAws } from '../fixtures/fake-aws';
import { Desk } from '../fixtures/operator';
import { StsServer } from '../fixtures/sts-server';

const NEW = 'b'.repeat(64);
const ROLE = 'arn:aws:sts::111122223333:assumed-role/ts-test-acme-data-hub';
const CALLERS = {
  NEW: `${ROLE}/${NEW}`,
  OLD: `${ROLE}/${'a'.repeat(64)}`,
  NEIGHBOUR: `arn:aws:sts::111122223333:assumed-role/ts-test-acme-eu-data-hub/${NEW}`,
  ELSEWHERE: `arn:aws:sts::444455556666:assumed-role/ts-test-acme-data-hub/${NEW}`,
};

const desk = new Desk();
const sts = new StsServer(CALLERS);
let platform: Platform;
const endpoint = process.env['AWS_ENDPOINT_URL'];

beforeAll(async () => {
  await sts.start();
  process.env['AWS_ENDPOINT_URL'] = sts.origin;
  platform = await desk.open(new FakeAws());
});
afterAll(async () => {
  if (endpoint === undefined) delete process.env['AWS_ENDPOINT_URL'];
  else process.env['AWS_ENDPOINT_URL'] = endpoint;
  await sts.stop();
  desk.clear();
});

async function proofBy(accessKeyId: string): Promise<IdentityProof> {
  const keys = { accessKeyId, secretAccessKey: accessKeyId, sessionToken: `token-of-${accessKeyId}` };
  return signProof({ region: 'eu-central-1' }, keys, 'amazonaws.com');
}

test('a proof made with the new certificate convinces', async () => {
  const proof = await proofBy('NEW');
  await expect(verifyProof(platform, identityProofText(proof), NEW)).resolves.toBeUndefined();
  expect(sts.requests.at(-1)).toBe('POST / Action=GetCallerIdentity&Version=2011-06-15');
});

test('a proof has the signature, and neither the secret key nor more than it needs', async () => {
  const proof = await proofBy('NEW');
  expect(Object.keys(proof.headers).sort()).toEqual([
    'authorization',
    'content-type',
    'host',
    'x-amz-content-sha256',
    'x-amz-date',
    'x-amz-security-token',
  ]);
  const secret = { accessKeyId: 'KEYID', secretAccessKey: 'do-not-show', sessionToken: 'token' };
  const other = await signProof({ region: 'eu-central-1' }, secret, 'amazonaws.com');
  expect(identityProofText(other)).not.toContain('do-not-show');
});

test.each([
  ['the old certificate', 'OLD'],
  ['a hub of another organization', 'NEIGHBOUR'],
  ['another account', 'ELSEWHERE'],
])('a proof made with %s does not', async (_, caller) => {
  const proof = identityProofText(await proofBy(caller));
  await expect(verifyProof(platform, proof, NEW)).rejects.toMatchObject({ code: 'PROOF_OF_ANOTHER' });
});

test('a proof that was tampered with is refused by AWS', async () => {
  const proof = await proofBy('OLD');
  const forged = { ...proof, headers: { ...proof.headers, 'x-amz-date': '20301124T000000Z' } };
  await expect(verifyProof(platform, identityProofText(forged), NEW)).rejects.toMatchObject({
    code: 'PROOF_REFUSED',
  });
});

test.each<[string, (proof: IdentityProof) => object, ('PROOF_INVALID' | 'CONFIGURATION')?]>([
  ['another host', (proof) => ({ ...proof, origin: 'http://169.254.169.254' })],
  ['a host that only begins alike', (proof) => ({ ...proof, origin: `${proof.origin}.example.org` })],
  ['another path', (proof) => ({ ...proof, origin: `${proof.origin}/latest` })],
  [
    'another host in its header',
    (proof) => ({ ...proof, headers: { ...proof.headers, host: 'example.org' } }),
  ],
  ['a body of its own', (proof) => ({ ...proof, body: 'Action=AssumeRole' }), 'CONFIGURATION'],
  ['other headers', (proof) => ({ ...proof, headers: { ...proof.headers, cookie: 'x' } }), 'CONFIGURATION'],
  [
    'a header of two lines',
    (proof) => ({ ...proof, headers: { ...proof.headers, 'x-amz-date': 'a\r\nb: c' } }),
    'CONFIGURATION',
  ],
])('a proof with %s is not sent', async (_, change, code = 'PROOF_INVALID') => {
  const proof = JSON.stringify(change(await proofBy('NEW')));
  const before = sts.requests.length;
  await expect(verifyProof(platform, proof, NEW)).rejects.toMatchObject({ code });
  expect(sts.requests).toHaveLength(before);
});

test.each(['', 'not json', '{"version":2}', '[]', 'null'])('%j is no proof', async (text) => {
  await expect(verifyProof(platform, text, NEW)).rejects.toMatchObject({
    code: 'CONFIGURATION',
    message: expect.stringContaining('--proof: make a new proof on the hub') as string,
  });
});

test('a proof with a field twice, or of a shell that writes UTF-16, is told as that, without its token', async () => {
  const text = identityProofText(await proofBy('NEW'));
  const twice = text.replace('{', '{"version":1,').replace('token-of-NEW', 'token\\u0000of-NEW');
  const failure = await verifyProof(platform, twice, NEW).catch((error: unknown) => error as Error);
  expect((failure as Error).message).toMatch(/--proof line 1, column 14: "version" is written twice/);
  expect((failure as Error).message).toMatch(
    /\$\.headers\["x-amz-security-token"\]: is not as data-hub proof prints it/,
  );
  expect((failure as Error).message).not.toMatch(/token.{0,6}of-NEW/);
  await expect(verifyProof(platform, Buffer.from(`\ufeff${text}`, 'utf16le'), NEW)).rejects.toThrow(
    '--proof: is UTF-16 text (little endian)',
  );
});

test('without a proof, the message says how to make one', async () => {
  await expect(verifyProof(platform, undefined, NEW)).rejects.toThrow('data-hub proof --config hub.json');
});
