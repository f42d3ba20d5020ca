import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import type { Tenancy } from '../../../../packages/isolation-proof/src/tenancy/tenancy';
import { tagsOf } from '../fixtures/organizations';
import { ACCOUNT } from '../fixtures/stack-of';
import { saidOfAcme } from './said-of-acme';
import { roleArn, thingsOf } from './things-of-models';

describe('grants of Lake Formation', () => {
  const grant = (principal: string, tenancy?: Partial<Tenancy>): string[] =>
    saidOfAcme(
      thingsOf,
      'AWS::LakeFormation::PrincipalPermissions',
      { Principal: { DataLakePrincipalIdentifier: principal } },
      tenancy,
    );

  test('to whom policies of IAM let in grant nothing by themselves', () => {
    expect(grant('IAM_ALLOWED_PRINCIPALS')).toEqual([]);
  });

  test.each(['444455556666', `${ACCOUNT}:IAMPrincipals`, `arn:aws:iam::${ACCOUNT}:role/other`])(
    'to %s have to be declared',
    (principal) => {
      const destinations = [{ resources: [principal], because: 'it is the company' }];

      expect(grant(principal)).toHaveLength(1);
      expect(grant(principal, { destinations })).toEqual([]);
    },
  );

  test.each<[string, JsonObject]>([
    ['Resource.LFTagPolicy', { LFTagPolicy: { ResourceType: 'TABLE', CatalogId: ACCOUNT, Expression: [] } }],
    ['Resource.Catalog', { Catalog: {} }],
  ])('by %s are not supported', (property, Resource) => {
    const properties = { Resource, Principal: { DataLakePrincipalIdentifier: roleArn('acme') } };

    expect(() => saidOfAcme(thingsOf, 'AWS::LakeFormation::PrincipalPermissions', properties)).toThrow(
      `the property ${property} of AWS::LakeFormation::PrincipalPermissions is not supported`,
    );
  });

  test('are administered by nobody of a tenant, and from no stack of one', () => {
    const Admins = [{ DataLakePrincipalIdentifier: roleArn('acme') }];

    expect(saidOfAcme(thingsOf, 'AWS::LakeFormation::DataLakeSettings', { Admins })).toEqual([
      "acme/Only of acme: shows who may grant data of the whole catalog, other tenants' included",
    ]);
  });
});

test('an access grant to somebody of a directory is not judged as if it were to a role', () => {
  const Grantee = { GranteeType: 'DIRECTORY_USER', GranteeIdentifier: '8a3c' };

  expect(saidOfAcme(thingsOf, 'AWS::S3::AccessGrant', { Grantee, Tags: tagsOf('acme') })).toEqual([
    'acme/Only of acme: objects go to 8a3c (Grantee.GranteeIdentifier)',
  ]);
});
