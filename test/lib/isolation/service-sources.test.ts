import type { JsonObject } from '../../../packages/isolation-proof/src/templates/json';
import type { ClaimVerdict } from '../../../packages/isolation-proof/src/judge/prove';
import { prove } from '../../../lib/isolation/proof';
import type { StackTemplate } from '../../../packages/isolation-proof/src/templates/template';
import { environment, PIPELINES } from '../../fixtures/environment';
import { synthesize, wholeOf } from '../../fixtures/synthesize';
import { platform } from './contract/platform';
import { policyOf, roleOf, twoOrganizations } from '../../packages/isolation-proof/fixtures/organizations';
import { ACCOUNT, stackOf } from '../../packages/isolation-proof/fixtures/stack-of';

function nothingPublic(stacks: readonly StackTemplate[]): ClaimVerdict | undefined {
  return prove(stacks).claims.find(({ id }) => id === 'nothing-public');
}

function trusting(service: string, condition?: JsonObject): StackTemplate[] {
  const statement = {
    Effect: 'Allow',
    Principal: { Service: service },
    Action: 'sts:AssumeRole',
    ...(condition === undefined ? {} : { Condition: condition }),
  };
  return twoOrganizations({ Role: roleOf('acme', { AssumeRolePolicyDocument: policyOf(statement) }) });
}

describe('the claim that nothing crosses the account', () => {
  test.each<[string, RegExp]>([
    ['transcribe.amazonaws.com', /^Do not add/],
    ['glue.amazonaws.com', /^Add the condition/],
  ])('fails for a trust in %s, and advises what is known of it', (service, remedy) => {
    expect(nothingPublic(trusting(service))?.violations).toMatchObject([
      {
        what: `acme/Role (statement 1) lets in ${service} on behalf of any account`,
        remedy: expect.stringMatching(remedy) as string,
      },
    ]);
  });

  test.each(['ec2.amazonaws.com', 'lambda.amazonaws.com'])(
    'holds for a trust in %s, which a role has to be passed to, and says that this is assumed',
    (service) => {
      expect(nothingPublic(trusting(service))).toMatchObject({
        verdict: 'proved',
        notes: expect.arrayContaining([
          expect.stringMatching(`^Roles that ${service} may assume name no account`),
        ]) as string[],
      });
    },
  );

  test('fails for a trust in such a service on behalf of another account', () => {
    const elsewhere = { StringEquals: { 'aws:SourceAccount': '999999999999' } };
    expect(nothingPublic(trusting('lambda.amazonaws.com', elsewhere))?.verdict).toBe('violated');
  });

  test('says in its text and in its verdict that trust in the credentials provider is exempt', () => {
    const claim = nothingPublic(platform());
    expect(claim).toMatchObject({
      verdict: 'proved',
      title: expect.stringContaining('(exempt: trust in the IoT credentials provider') as string,
      notes: [
        expect.stringMatching(
          /^identity\.example\.com is taken to sign in nobody but people and programs of/,
        ),
        expect.stringMatching(/^Roles that lambda\.amazonaws\.com may assume name no account/),
        expect.stringMatching(
          /^Exempt: the trust policy of \S+ and 2 more lets in credentials\.iot\.amazonaws\.com without aws:SourceAccount.*"dataHubTrust": "service-of-this-account" closes it\.$/,
        ),
      ],
    });
  });

  test('has nothing to note where hubs and Lambda are trusted for this account only', () => {
    const closed = environment({
      dataHubTrust: 'service-of-this-account',
      pipelines: { ...PIPELINES, lambdaTrust: 'service-of-this-account' },
    });
    const stacks = platform(undefined, JSON.stringify(synthesize(wholeOf(closed))));
    expect(nothingPublic(stacks)).toMatchObject({ verdict: 'proved', notes: [] });
  });

  test.each<[string, JsonObject, RegExp]>([
    ['another account', { StringEquals: { 'aws:SourceAccount': '999999999999' } }, /^Compare/],
    [
      'this account and another one',
      { StringEquals: { 'aws:SourceAccount': [ACCOUNT, '999999999999'] } },
      /^Compare/,
    ],
    ['whatever ARN', { ArnLike: { 'aws:SourceArn': 'arn:aws:iot:*:*:*' } }, /^Add .*dataHubTrust/],
    ['every account but this one', { StringNotEquals: { 'aws:SourceAccount': ACCOUNT } }, /^Compare/],
  ])('exempts no trust in the credentials provider for %s', (_what, condition, remedy) => {
    const claim = nothingPublic(trusting('credentials.iot.amazonaws.com', condition));
    expect(claim?.violations).toMatchObject([{ remedy: expect.stringMatching(remedy) as string }]);
    // The neighbour's role is exempt as before.
    expect(claim?.notes).toEqual([expect.stringContaining('acme-eu/Role lets in')]);
  });

  test('exempts the credentials provider in trust policies only', () => {
    const statement = {
      Effect: 'Allow',
      Principal: { Service: 'credentials.iot.amazonaws.com' },
      Action: 'kms:Decrypt',
      Resource: '*',
    };
    const shared = stackOf({ Key: ['AWS::KMS::Key', { KeyPolicy: policyOf(statement) }] }, 'shared');
    expect(nothingPublic([...twoOrganizations(), shared])?.violations).toHaveLength(1);
  });
});
