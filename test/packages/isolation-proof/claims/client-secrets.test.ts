import { readTemplate } from '../../../../packages/isolation-proof/src/assembly/read-template';
import { flows } from '../../../../packages/isolation-proof/src/claims/flows';
import type { Json } from '../../../../packages/isolation-proof/src/templates/json';
import type { StackTemplate } from '../../../../packages/isolation-proof/src/templates/template';
import type { Resources } from '../fixtures/identities';
import { roleOf, tagsOf, twoOrganizations } from '../fixtures/organizations';
import { ACCOUNT, stackOf } from '../fixtures/stack-of';
import { TAGS } from '../fixtures/tenant-tags';
import { advised, judged, told } from './judged';

const SECRET = { 'Fn::GetAtt': ['Client', 'ClientSecret'] };
const REMEDY =
  'Keep it in a secret of the same owner (AWS::SecretsManager::Secret), and out of outputs and metadata.';
const CLIENT: Resources = {
  Client: ['AWS::Cognito::UserPoolClient', { UserPoolId: { Ref: 'Pool' }, GenerateSecret: true }],
};

const pool = (slug: string): Resources => ({
  Pool: ['AWS::Cognito::UserPool', { UserPoolTags: { orgSlug: slug } }],
});
const holder = (slug: string | undefined, value: Json): Resources => ({
  Holder: [
    'AWS::Lambda::Function',
    {
      Code: { ZipFile: '' },
      Environment: { Variables: { SECRET: value } },
      ...(slug === undefined ? {} : { Tags: tagsOf(slug) }),
    },
  ],
});
const judge = (stacks: readonly StackTemplate[]) => judged(flows, stacks, () => ({}), { owner: TAGS.owner });

/** An application of acme-eu, and a function that has its secret, in a stack of several tenants. */
const withHolder = (slug: string | undefined, value: Json = SECRET) =>
  judge([stackOf({ ...pool('acme-eu'), ...CLIENT, ...holder(slug, value) }, 'mixed'), ...twoOrganizations()]);

it('is held by what has the owner of the user pool', () => {
  expect(told(withHolder('acme-eu'))).toEqual([]);
});

it('is held by what is of the tenant of the stack', () => {
  const own = stackOf(
    { Role: roleOf('acme'), ...pool('acme'), ...CLIENT, ...holder('acme', SECRET) },
    'acme',
  );
  expect(told(judge([own, ...twoOrganizations()]))).toEqual([]);
});

test.each([['acme'], [undefined]])("is not held by what is %s's", (slug) => {
  expect(advised(withHolder(slug))).toEqual([
    `mixed/Holder shows the secret of mixed/Client, which is acme-eu's [mixed/Client] ${REMEDY}`,
  ]);
});

it('is found within a text', () => {
  expect(
    told(withHolder('acme', { 'Fn::Sub': 'https://x:${Client.ClientSecret}@example.com' })),
  ).toHaveLength(1);
});

it('is not what the application is called', () => {
  expect(told(withHolder('acme', { Ref: 'Client' }))).toEqual([]);
  expect(told(withHolder('acme', { 'Fn::GetAtt': ['Client', 'ClientId'] }))).toEqual([]);
});

it("of an application of a pool that no template makes is nobody's", () => {
  const client: Resources = { Client: ['AWS::Cognito::UserPoolClient', { UserPoolId: 'pool' }] };
  const stack = stackOf({ ...pool('acme-eu'), ...client, ...holder('acme', SECRET) }, 'mixed');
  expect(told(judge([stack, ...twoOrganizations()]))).toEqual([
    "mixed/Holder shows the secret of mixed/Client, which is no organization's",
  ]);
});

it('is in no output, which whoever describes the stack can read', () => {
  const resources = { Role: roleOf('acme'), ...pool('acme'), ...CLIENT };
  const stack = readTemplate(
    'acme',
    {
      Resources: Object.fromEntries(
        Object.entries(resources).map(([id, [Type, Properties]]) => [id, { Type, Properties }]),
      ),
      Outputs: { Secret: { Value: SECRET }, Id: { Value: { Ref: 'Client' } } },
    },
    { account: ACCOUNT, region: 'eu-central-1', partition: 'aws', dnsSuffix: 'amazonaws.com' },
  );
  if (typeof stack === 'string') throw new Error(stack);

  expect(told(judge([stack, stackOf({ Role: roleOf('acme-eu') }, 'acme-eu')]))).toEqual([
    "the output Secret of acme shows the secret of acme/Client, which is acme's",
  ]);
});
