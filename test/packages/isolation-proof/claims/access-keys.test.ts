import { impersonation } from '../../../../packages/isolation-proof/src/claims/impersonation';
import { prove } from '../../../../packages/isolation-proof/src/judge/prove';
import { UndecidedError } from '../../../../packages/isolation-proof/src/templates/errors';
import type { Json, JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { readTemplate } from '../../../../packages/isolation-proof/src/assembly/read-template';
import type { StackTemplate } from '../../../../packages/isolation-proof/src/templates/template';
import { user } from '../fixtures/identities';
import { roleOf, tagsOf, twoOrganizations } from '../fixtures/organizations';
import { SPECIFICATION } from '../fixtures/specification';
import { ACCOUNT, stackOf } from '../fixtures/stack-of';
import { TAGS } from '../fixtures/tenant-tags';

const KEY = ['AWS::IAM::AccessKey', { UserName: { Ref: 'Ann' } }] as const;
const SECRET = { 'Fn::GetAtt': ['Key', 'SecretAccessKey'] };
const PLACE = { account: ACCOUNT, region: 'eu-central-1', partition: 'aws', dnsSuffix: 'amazonaws.com' };

/** What is said against stacks about impersonation. */
function violationsOf(stacks: readonly StackTemplate[]): string[] {
  const { claims } = prove(stacks, {
    ...SPECIFICATION,
    tenants: { owner: TAGS.owner },
    claims: [impersonation],
  });
  return claims.flatMap(({ violations }) => violations.map(({ what }) => what));
}

/** Ann of acme with an access key, beside something that holds what is made of it. */
function withHolder(owner: string, value: Json): StackTemplate[] {
  return twoOrganizations({
    Ann: user(),
    Key: KEY,
    Holder: ['AWS::SecretsManager::Secret', { SecretString: value, Tags: tagsOf(owner) }],
  });
}

it('lets a secret of the same tenant hold the access key of its user', () => {
  expect(violationsOf(withHolder('acme', SECRET))).toEqual([]);
});

test.each<[string, Json]>([
  ['by Fn::GetAtt', SECRET],
  ['by Fn::GetAtt in one text', { 'Fn::GetAtt': 'Key.SecretAccessKey' }],
  ['within Fn::Sub', { 'Fn::Sub': '{"key":"${Key.SecretAccessKey}"}' }],
  ['within Fn::Sub with variables', { 'Fn::Sub': ['${Key.SecretAccessKey}', {}] }],
  ['within Fn::Join', { 'Fn::Join': [':', ['key', SECRET]] }],
])("refutes a neighbour's secret that holds it %s", (_how, value) => {
  expect(violationsOf(withHolder('acme-eu', value))).toEqual([
    `acme/Holder shows the secret access key of arn:aws:iam::${ACCOUNT}:user/ann, which is acme's`,
  ]);
});

it('does not take the id of a key, or the secret of another one, for its secret', () => {
  expect(violationsOf(withHolder('acme-eu', { 'Fn::GetAtt': ['Key', 'Id'] }))).toEqual([]);
  expect(violationsOf(withHolder('acme-eu', { 'Fn::GetAtt': ['OtherKey', 'SecretAccessKey'] }))).toEqual([]);
});

it('refutes a platform user whose secret a tenant holds', () => {
  const stacks = twoOrganizations({
    Ann: user({ Tags: [] }),
    Key: KEY,
    Holder: ['AWS::SecretsManager::Secret', { SecretString: SECRET, Tags: tagsOf('acme') }],
  });

  expect(violationsOf(stacks)).toEqual([
    `acme/Holder shows the secret access key of arn:aws:iam::${ACCOUNT}:user/ann, which is no organization's`,
  ]);
});

it.each<[string, JsonObject, JsonObject]>([
  ['an output', { Outputs: { Secret: { Value: SECRET }, Id: { Value: { Ref: 'Key' } } } }, {}],
  ['metadata', {}, { Metadata: { Secret: SECRET } }],
])('refutes %s, which whoever describes the stack can read', (what, sections, inAnn) => {
  const Resources = Object.fromEntries(
    Object.entries({ Role: roleOf('acme'), Ann: user(), Key: KEY }).map(([id, [Type, Properties]]) => [
      id,
      { Type, Properties, ...(id === 'Ann' ? inAnn : {}) },
    ]),
  );
  const stack = readTemplate('acme', { Resources, ...sections }, PLACE);
  if (typeof stack === 'string') throw new Error(stack);

  expect(violationsOf([stack, stackOf({ Role: roleOf('acme-eu') }, 'acme-eu')])).toEqual([
    `the ${what === 'metadata' ? 'metadata of Ann' : 'output Secret'} of acme shows the secret access key of arn:aws:iam::${ACCOUNT}:user/ann, which is acme's`,
  ]);
});

it('cannot judge the key of a user that no template makes', () => {
  expect(() => violationsOf(twoOrganizations({ Key: ['AWS::IAM::AccessKey', { UserName: 'bob' }] }))).toThrow(
    new UndecidedError([
      {
        place: 'acme/Key',
        reason: 'it is a key of the user bob, which no template makes; make the user in the app',
      },
    ]),
  );
});

it('says what to do, and where', () => {
  const [verdict] = prove(withHolder('acme-eu', SECRET), {
    ...SPECIFICATION,
    tenants: { owner: TAGS.owner },
    claims: [impersonation],
  }).claims;
  expect(verdict?.violations).toMatchObject([
    {
      path: 'acme/Key',
      statements: [],
      remedy:
        'Keep it in a secret of the same owner (AWS::SecretsManager::Secret), or use a role in the place of the user.',
    },
  ]);
});
