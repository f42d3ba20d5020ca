import { parseIdentityProof } from '../../../../packages/data-hub/src/identity-proof';
import { proveIdentity } from '../../../../packages/data-hub/src/proof/sign-proof';
import type { FetchedCredentials } from '../../../../packages/data-hub/src/credentials/credentials-fetcher';
import { hubConfig } from '../fixtures/hub-folder';

const KEYS = { accessKeyId: 'KEYID', secretAccessKey: 'secret', sessionToken: 'token' };
const fetcher = {
  fetches: 0,
  fetch(): Promise<FetchedCredentials> {
    this.fetches += 1;
    return Promise.resolve({ keys: KEYS } as FetchedCredentials);
  },
};
const keyIn = (partition: string, region: string): string =>
  `arn:${partition}:kms:${region}:111122223333:key/11111111-2222-3333-4444-555555555555`;

test.each([
  ['aws', 'eu-central-1', 'https://sts.eu-central-1.amazonaws.com'],
  ['aws-us-gov', 'us-gov-west-1', 'https://sts.us-gov-west-1.amazonaws.com'],
  ['aws-cn', 'cn-north-1', 'https://sts.cn-north-1.amazonaws.com.cn'],
])('in %s, %s, AWS STS is at %s', async (partition, region, origin) => {
  const proof = await proveIdentity(hubConfig({ region, keyArn: keyIn(partition, region) }), fetcher);
  expect(parseIdentityProof(proof, 'proof.json').origin).toBe(origin);
});

test('in another partition nothing is fetched, and the partition is named', async () => {
  const before = fetcher.fetches;
  const config = hubConfig({ region: 'us-iso-east-1', keyArn: keyIn('aws-iso', 'us-iso-east-1') });
  await expect(proveIdentity(config, fetcher)).rejects.toMatchObject({
    message: expect.stringContaining(
      'is in the partition aws-iso; this program knows the endpoints of aws, aws-us-gov, aws-cn',
    ) as string,
  });
  expect(fetcher.fetches).toBe(before);
});
