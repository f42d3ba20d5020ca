import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import type { Proof } from '../../../../packages/isolation-proof/src/judge/prove';
import { prove } from '../../../../lib/isolation/proof';
import { inlinePolicy, policyOf, roleOf, tagsOf, twoOrganizations } from '../fixtures/organizations';
import { ACCOUNT } from '../fixtures/stack-of';
import { bucket } from '../../../lib/isolation/trap-assemblies';

const KEY = {
  Key: [
    'AWS::KMS::Key',
    {
      Tags: tagsOf('acme-eu'),
      KeyPolicy: policyOf({ Effect: 'Allow', Principal: { AWS: ACCOUNT }, Action: 'kms:*', Resource: '*' }),
    },
  ],
} as const;

/** Two organizations, a bucket and a key, with these statements in the identity policy of a role of acme. */
function proofOf(...statements: readonly JsonObject[]): Proof {
  return prove([...withStatements(statements, KEY), bucket()]);
}

function withStatements(
  statements: readonly JsonObject[],
  neighbour: Parameters<typeof twoOrganizations>[1] = {},
): ReturnType<typeof twoOrganizations> {
  return twoOrganizations({ Role: roleOf('acme', inlinePolicy(...statements)) }, neighbour);
}

function requestsOf(proof: Proof): string[] {
  return proof.claims.flatMap(({ violations }) =>
    violations.flatMap(({ request }) =>
      request === undefined ? [] : [`${request.action} ${request.resource}`],
    ),
  );
}

test.each<[string, string, string, RegExp]>([
  ['objects and everything', 's3:*', '*', /^s3:\S+ arn:aws:s3:::/],
  ['one action of S3', 's3:GetObject', '*', /^s3:getobject arn:aws:s3:::data\//],
  ['use of keys', 'kms:Decrypt', '*', /^kms:decrypt arn:aws:kms:/],
  ['roles', 'sts:AssumeRole', '*', /^sts:assumerole arn:aws:iam::111122223333:x$/],
  ['tables', 'glue:GetTable', '*', /^glue:gettable arn:aws:glue::111122223333:x$/],
  [
    'a wildcard within a service',
    'glue:Get*',
    'arn:aws:glue:*:*:table/*',
    /^glue:get\S* arn:aws:glue:::table\//,
  ],
  [
    'topics of Kafka, whose actions have another prefix',
    'kafka-cluster:ReadData',
    'arn:aws:kafka:*:*:topic/*',
    /^kafka-cluster:readdata arn:aws:kafka:::topic\//,
  ],
  ['a service that is named by a wildcard', '?3:GetObject', '*', /^s3:getobject arn:aws:s3:::data\//],
])('an Allow of %s is shown by a request of one service', (_what, action, resource, expected) => {
  const requests = requestsOf(proofOf({ Effect: 'Allow', Action: action, Resource: resource }));
  expect(requests).toContainEqual(expect.stringMatching(expected));
});

describe('where the policies allow actions of one service on resources of another one only', () => {
  const across = { Sid: 'Across', Effect: 'Allow', Action: 'ssm:SendCommand', Resource: 'arn:aws:s3:::data' };

  test('the claim is violated, without a request, and the statement is named', () => {
    const proof = prove([...withStatements([across]), bucket()]);
    const [violation, ...others] = proof.claims.find(({ id }) => id === 'tenant-isolation')?.violations ?? [];
    expect([proof.verdict, others.length]).toEqual(['violated', 0]);
    expect(violation).toMatchObject({
      what: expect.stringMatching(
        /allowed actions of ssm on resources of s3 by Across of acme\/Role: /,
      ) as string,
      statements: [{ name: 'Across' }],
    });
    expect(violation).not.toHaveProperty('request');
  });

  test('a request that can be shown is shown instead', () => {
    const proof = proofOf(across, { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' });
    const { violations = [] } = proof.claims.find(({ id }) => id === 'tenant-isolation') ?? {};
    expect(violations.map(({ what }) => what)).not.toContainEqual(expect.stringContaining('Across'));
  });
});
