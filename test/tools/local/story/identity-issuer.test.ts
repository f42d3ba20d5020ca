import { type IdentityIssuer, startIdentityIssuer } from '../../../../tools/local/story/identity-issuer';

const ISSUER = 'https://identity.example.com';
const CLAIMS = { subject: 'ann', audience: 'analysts', sessionTags: { orgSlug: 'acme' } };

/** JSON Web Keys: https://www.rfc-editor.org/rfc/rfc7517 */
interface KeySet {
  keys: { kty: string }[];
}

let issuer: IdentityIssuer;
let started: IdentityIssuer[];

async function start(url = ISSUER): Promise<IdentityIssuer> {
  const one = await startIdentityIssuer(url);
  started.push(one);
  return one;
}

beforeEach(async () => {
  started = [];
  issuer = await start();
});

afterEach(() => Promise.all(started.map((one) => one.close())));

async function published<Document>(path: string): Promise<Document> {
  return (await (await fetch(`${issuer.endpoint}${path}`)).json()) as Document;
}

/** As whoever trusts the issuer does: from its metadata to its keys, to the token. */
async function verified(token: string): Promise<Record<string, unknown>> {
  const { createLocalJWKSet, jwtVerify } = await import('jose');
  const { jwks_uri: address } = await published<{ jwks_uri: string }>('/.well-known/openid-configuration');
  const keys = createLocalJWKSet(await published<KeySet>(new URL(address).pathname));
  return (await jwtVerify(token, keys, { issuer: ISSUER, audience: CLAIMS.audience })).payload;
}

test('a token is signed with a key that the metadata lead to, and says whose analyst somebody is', async () => {
  const payload = await verified(await issuer.sign(CLAIMS));
  expect(payload).toMatchObject({
    sub: 'ann',
    'https://aws.amazon.com/tags': { principal_tags: { orgSlug: ['acme'] } },
  });
  expect(Number(payload['exp']) - Number(payload['iat'])).toBe(300);
});

test('a token names the person for the trail, and has no tags where nobody wants any', async () => {
  const tagged = await verified(await issuer.sign(CLAIMS));
  expect(tagged).not.toHaveProperty(['https://aws.amazon.com/source_identity']);
  const named = await verified(
    await issuer.sign({ ...CLAIMS, sessionTags: {}, sourceIdentity: 'ann@example.com' }),
  );
  expect(named).toHaveProperty(['https://aws.amazon.com/source_identity'], 'ann@example.com');
  expect(named).not.toHaveProperty(['https://aws.amazon.com/tags']);
});

test('a token can be over, and one of another issuer is not accepted', async () => {
  await expect(verified(await issuer.sign({ ...CLAIMS, seconds: -60 }))).rejects.toThrow('exp');
  const impostor = await start();
  await expect(verified(await impostor.sign(CLAIMS))).rejects.toThrow('signature verification failed');
});

test('the private key is not published', async () => {
  const { keys } = await published<KeySet>('/keys');
  expect(keys.map((key) => Object.keys(key).toSorted())).toEqual([
    ['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y'],
  ]);
});

test('an issuer with a path publishes below it', async () => {
  const other = await start(`${ISSUER}/realms/local`);
  const response = await fetch(`${other.endpoint}/realms/local/.well-known/openid-configuration`);
  await expect(response.json()).resolves.toMatchObject({ jwks_uri: `${ISSUER}/realms/local/keys` });
});
