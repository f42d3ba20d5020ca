import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import type { StackTemplate } from '../../../../packages/isolation-proof/src/templates/template';
import { policyOf, roleOf, twoOrganizations } from '../fixtures/organizations';
import { items, judge, objects, ROLE, said, TABLE, TAG, trust } from './shared-role';

const none: readonly StackTemplate[] = [];

describe('sessions of a role that tenants share', () => {
  it('are proved, with tenants in the templates and without', () => {
    expect(said({})).toEqual([]);
    expect(judge()).toMatchObject({ verdict: 'proved', proof: { organizations: 2 } });
    expect(judge({ tenants: none })).toMatchObject({ verdict: 'proved', proof: { organizations: 0 } });
  });

  it('are told in the verdict, with who chooses their tenant and why that is right', () => {
    const { declarations, proof } = judge();
    expect(declarations).toContainEqual({
      what: 'sessions of shared/Access are of the organization that shared/Vending names',
      because: 'it reads the token',
    });
    expect(proof.claims.find(({ id }) => id === 'session-tags')?.notes).toEqual([
      'Sessions of shared/Access are of the organization that shared/Vending names by the tag orgSlug, as declared: that each gets its own is assumed, and what each reaches is judged.',
    ]);
  });

  const reaches = (slug: string, what: string, statement: string): string =>
    `tenant-isolation: ${ROLE}/access of ${slug} may ${what}, which is not ${slug}'s [${statement}]`;

  it.each<[string, JsonObject[], string, string]>([
    ['of all items', [{ ...items(), Condition: {} }], `dynamodb:getitem on ${TABLE}`, 'Items'],
    ['by another tag', [items('${aws:PrincipalTag/org}')], `dynamodb:getitem on ${TABLE}`, 'Items'],
    ['in scans', [items(TAG, 'dynamodb:Scan')], `dynamodb:scan on ${TABLE}`, 'Items'],
    [
      'of folders that begin alike',
      [objects(`arn:aws:s3:::data/${TAG}*`)],
      's3:getobject on arn:aws:s3:::data/any-organization',
      'Objects',
    ],
    ['of all folders', [objects('arn:aws:s3:::data/*')], 's3:getobject on arn:aws:s3:::data/x', 'Objects'],
  ])('reach nothing of other tenants: %s', (_what, policies, what, statement) => {
    expect(said({ policies, tenants: none })).toEqual([reaches('any-organization', what, statement)]);
    expect(judge({ policies }).verdict).toBe('violated');
  });

  it('are judged for each tenant that the templates name', () => {
    // Right for acme, and wrong for all others.
    const told = said({ policies: [items('acme')] });
    expect(told).toEqual([reaches('acme-eu', `dynamodb:getitem on ${TABLE}`, 'Items')]);
    // One for which it would be right is not enough, either.
    expect(said({ policies: [items('any-organization')] })).toEqual([
      reaches('acme', `dynamodb:getitem on ${TABLE}`, 'Items'),
    ]);
  });

  it('change no permissions', () => {
    const iam = { Sid: 'Iam', Effect: 'Allow', Action: 'iam:PutRolePolicy', Resource: `${ROLE}/${TAG}` };
    expect(said({ policies: [iam] })).toContainEqual(expect.stringMatching(/^action-ceiling: .*iam:/));
  });

  it('have no tenant without the tag: then they reach nothing', () => {
    const without = `session-tags: a session of ${ROLE}/access without the tag orgSlug may dynamodb:getitem on ${TABLE} [Items]`;
    expect(said({ trust: [trust({ Condition: {} })] })).toEqual([without]);
    // One statement that demands it is not enough, if another one does not.
    const untagged = trust({ Action: 'sts:AssumeRole', Condition: {} });
    expect(said({ trust: [trust(), untagged] })).toEqual([without]);
    expect(said({ trust: [trust({ Condition: {} })], policies: [{ ...items(), Effect: 'Deny' }] })).toEqual(
      [],
    );
    const tagged = { Null: { 'aws:PrincipalTag/orgSlug': 'false' } };
    expect(
      said({ trust: [trust({ Condition: {} })], policies: [{ ...objects(), Condition: tagged }] }),
    ).toEqual([]);
  });

  it.each<[string, JsonObject, boolean]>([
    ['a value', { StringEquals: { 'aws:RequestTag/orgSlug': ['acme', 'acme-eu'] } }, true],
    ['that it is there', { Null: { 'aws:RequestTag/orgSlug': 'false' } }, true],
    ['its key', { 'ForAnyValue:StringEquals': { 'aws:TagKeys': 'orgSlug' } }, true],
    ['its key or another', { 'ForAnyValue:StringEquals': { 'aws:TagKeys': ['orgSlug', 'x'] } }, false],
    ['no other key', { 'ForAllValues:StringEquals': { 'aws:TagKeys': 'orgSlug' } }, false],
    ['that it is not there', { Null: { 'aws:RequestTag/orgSlug': 'true' } }, false],
    ['a value, if it is there', { StringLikeIfExists: { 'aws:RequestTag/orgSlug': '*' } }, false],
    ['another value', { StringNotEquals: { 'aws:RequestTag/orgSlug': 'x' } }, false],
    ['another tag', { StringLike: { 'aws:RequestTag/team': '*' } }, false],
  ])('have the tag where the trust policy demands %s: %j %s', (_what, Condition, isDemanded) => {
    expect(said({ trust: [trust({ Condition })] })).toHaveLength(isDemanded ? 0 : 1);
  });
});

describe('the tag that brings the tenant', () => {
  const namespace = '${aws:PrincipalTag/kubernetes-namespace}';
  const pods = (others: JsonObject = {}): JsonObject =>
    trust({
      Principal: { Service: 'pods.eks.amazonaws.com' },
      Condition: { StringLike: { 'aws:RequestTag/kubernetes-namespace': '*' } },
      ...others,
    });
  const byPods = { tag: 'kubernetes-namespace', chosenBy: ['pods.eks.amazonaws.com'] };

  it('may be another than that of resources, such as the namespace of pods', () => {
    const policies = [items(namespace), objects(`arn:aws:s3:::data/${namespace}/*`)];
    expect(said({ trust: [pods()], policies, sessions: byPods })).toEqual([]);
    expect(said({ trust: [pods()], policies, sessions: { ...byPods, chosenBy: [] } })).toHaveLength(1);
    // Without session tags, an association gives sessions that have none.
    expect(said({ trust: [pods({ Condition: {} })], policies, sessions: byPods })).toHaveLength(1);
    // They have no tag orgSlug.
    expect(said({ trust: [pods()], policies: [objects()], sessions: byPods })).toHaveLength(1);
  });
});

test('a role of a tenant trusts sessions with its tag', () => {
  const Principal = { AWS: `${ROLE}/access` };
  const own = (Condition: JsonObject): StackTemplate[] =>
    twoOrganizations({
      Own: roleOf('acme', {
        RoleName: 'own',
        AssumeRolePolicyDocument: policyOf({
          ...trust(),
          Sid: 'Own',
          Principal,
          Action: 'sts:AssumeRole',
          Condition,
        }),
      }),
    });
  const tagged = (slug: string): JsonObject => ({ StringEquals: { 'aws:PrincipalTag/orgSlug': slug } });
  expect(said({ tenants: own(tagged('acme')) })).toEqual([]);
  const refuted = [`impersonation: ${ROLE}/access may assume ${ROLE}/own of acme [Own]`];
  expect(said({ tenants: own(tagged('acme-eu')) })).toEqual(refuted);
  expect(said({ tenants: own({}) })).toEqual(refuted);
});
