import { flows } from '../../../../packages/isolation-proof/src/claims/flows';
import type { Resources } from '../fixtures/identities';
import { roleOf, tagsOf } from '../fixtures/organizations';
import { ACCOUNT, stackOf } from '../fixtures/stack-of';
import { judged, told } from './judged';

type Owner = 'acme' | 'acme-eu';

const roleArn = (name: string): string => `arn:aws:iam::${ACCOUNT}:role/${name}-role`;

/** What both tenants have, side by side in one stack. */
const thingsOf = (owner: Owner): Resources => ({
  [`${owner}Role`]: roleOf(owner),
  [`${owner}Users`]: ['AWS::Cognito::UserPool', { UserPoolTags: { orgSlug: owner } }],
  [`${owner}Client`]: ['AWS::Cognito::UserPoolClient', { UserPoolId: { Ref: `${owner}Users` } }],
  [`${owner}Pool`]: ['AWS::Cognito::IdentityPool', { IdentityPoolTags: tagsOf(owner) }],
  [`${owner}Api`]: ['AWS::AppSync::GraphQLApi', { Tags: tagsOf(owner) }],
  [`${owner}Function`]: [
    'AWS::Lambda::Function',
    { FunctionName: owner, Role: roleArn(owner), Tags: tagsOf(owner) },
  ],
  [`${owner}Alias`]: ['AWS::Lambda::Alias', { FunctionName: { Ref: `${owner}Function` }, Name: 'live' }],
});

/** What is said against a resource that stands in the stack of both tenants. */
function saidOf(resource: Resources[string]): string[] {
  const shared: Resources = {
    Platform: roleOf('platform', { Tags: [] }),
    ...thingsOf('acme'),
    ...thingsOf('acme-eu'),
    Part: resource,
  };
  const { violations } = judged(flows, [stackOf(shared)], () => ({}), { owner: 'orgSlug' });
  return told({ violations });
}

/** A part of something of acme's that takes no tags, and names something of an owner. */
const PARTS: readonly [what: string, problem: string, part: (of: Owner) => Resources[string]][] = [
  [
    'a group of users',
    `users of the group acts under ${roleArn('acme-eu')}, a role of acme-eu (RoleArn)`,
    (of) => [
      'AWS::Cognito::UserPoolGroup',
      { UserPoolId: { Ref: 'acmeUsers' }, GroupName: 'all', RoleArn: roleArn(of) },
    ],
  ],
  [
    'an attachment of roles',
    `whoever signs in acts under ${roleArn('acme-eu')}, a role of acme-eu (Roles.authenticated)`,
    (of) => [
      'AWS::Cognito::IdentityPoolRoleAttachment',
      { IdentityPoolId: { Ref: 'acmePool' }, Roles: { authenticated: roleArn(of) } },
    ],
  ],
  [
    'a data source',
    'requests go to test/acme-euFunction of acme-eu (LambdaConfig.LambdaFunctionArn)',
    (of) => [
      'AWS::AppSync::DataSource',
      {
        ApiId: { 'Fn::GetAtt': ['acmeApi', 'ApiId'] },
        Name: 'x',
        LambdaConfig: { LambdaFunctionArn: { 'Fn::GetAtt': [`${of}Function`, 'Arn'] } },
      },
    ],
  ],
];

describe.each(PARTS)('of what is a tenant’s in a stack of several tenants, %s', (_what, problem, part) => {
  it('is that tenant’s', () => {
    expect(saidOf(part('acme'))).toEqual([]);
  });

  it('is not the neighbour’s whose name begins alike', () => {
    expect(saidOf(part('acme-eu'))).toEqual([`test/Part of acme: ${problem}`]);
  });
});

it('is found if people of a tenant act under a role of the platform', () => {
  const group: Resources[string] = [
    'AWS::Cognito::UserPoolGroup',
    { UserPoolId: { Ref: 'acmeUsers' }, GroupName: 'all', RoleArn: roleArn('platform') },
  ];

  expect(saidOf(group)).toEqual([
    `test/Part of acme: users of the group acts under ${roleArn('platform')}, a role of the platform (RoleArn)`,
  ]);
});

describe('what names a part is judged by whose the part is', () => {
  const pool = (of: Owner): Resources[string] => [
    'AWS::Cognito::IdentityPool',
    { CognitoIdentityProviders: [{ ClientId: { Ref: `${of}Client` } }], IdentityPoolTags: tagsOf('acme') },
  ];
  const failures = (of: Owner): Resources[string] => [
    'AWS::Lambda::EventInvokeConfig',
    {
      FunctionName: { Ref: 'acmeFunction' },
      Qualifier: '$LATEST',
      DestinationConfig: { OnFailure: { Destination: { Ref: `${of}Alias` } } },
    },
  ];

  it.each([
    ['a client of its own pool', pool('acme')],
    ['an alias of its own function', failures('acme')],
  ])('%s', (_what, resource) => {
    expect(saidOf(resource)).toEqual([]);
  });

  it.each([
    [
      'a client of a neighbour’s pool',
      pool('acme-eu'),
      'test/acme-euClient of acme-eu (CognitoIdentityProviders[0].ClientId)',
    ],
    [
      'an alias of a neighbour’s function',
      failures('acme-eu'),
      'test/acme-euAlias of acme-eu (DestinationConfig.OnFailure.Destination)',
    ],
  ])('%s is found', (_what, resource, problem) => {
    expect(saidOf(resource)).toEqual([expect.stringContaining(problem)]);
  });
});
