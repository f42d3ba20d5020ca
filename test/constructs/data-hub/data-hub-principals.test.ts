import { Match } from 'aws-cdk-lib/assertions';
import { DataHubIdentity } from '../../../constructs/data-hub/data-hub-identity';
import { HybridNodeRole } from '../../../constructs/data-hub/hybrid-node-role';
import type { OrganizationContext } from '../../../constructs/organization/organization-principal';
import { ACME_EU, NAMING } from '../../fixtures/environment';
import { templateOf } from '../../fixtures/cdk-app';

const CONTEXT: OrganizationContext = {
  naming: NAMING,
  slug: ACME_EU.slug,
  keyArn: 'arn:aws:kms:eu-central-1:111122223333:key/of-acme-eu',
  suspended: false,
};
const BOUNDARY = 'arn:aws:iam::111122223333:policy/ts-test-organization-boundary';
const PRINCIPAL_TAGS = [
  { Key: 'orgDatabase', Value: 'ts_test_acme_eu' },
  { Key: 'orgKeyArn', Value: CONTEXT.keyArn },
];

function sidsOfPolicy(template: ReturnType<typeof templateOf>): unknown {
  return Object.values(template.findResources('AWS::IAM::ManagedPolicy')).map(({ Properties }) =>
    (Properties as { PolicyDocument: { Statement: { Sid: string }[] } }).PolicyDocument.Statement.map(
      ({ Sid }) => Sid,
    ),
  );
}

describe('DataHubIdentity', () => {
  const template = templateOf(
    (scope) => new DataHubIdentity(scope, 'DataHub', { ...CONTEXT, trust: 'service', folders: 'own' }),
  );

  test('has a role of one hour for the IoT credentials provider, under the boundary, with principal tags', () => {
    template.hasResourceProperties('AWS::IAM::Role', {
      RoleName: 'ts-test-acme-eu-data-hub',
      MaxSessionDuration: 3600,
      PermissionsBoundary: BOUNDARY,
      AssumeRolePolicyDocument: {
        Statement: [{ Principal: { Service: 'credentials.iot.amazonaws.com' }, Action: 'sts:AssumeRole' }],
      },
      Tags: PRINCIPAL_TAGS,
      Policies: Match.absent(),
      ManagedPolicyArns: Match.absent(),
    });
  });

  test('attaches its one policy to its one role', () => {
    template.hasResourceProperties('AWS::IAM::ManagedPolicy', {
      ManagedPolicyName: 'ts-test-acme-eu-data-hub',
      Roles: [{ Ref: 'DataHubRole8CC3F051' }],
      Users: Match.absent(),
      Groups: Match.absent(),
    });
    expect(sidsOfPolicy(template)).toEqual([
      expect.arrayContaining(['UploadRawData', 'DenyWithoutThingName']),
    ]);
  });

  test('has a role alias of an hour', () => {
    template.hasResourceProperties('AWS::IoT::RoleAlias', {
      RoleAlias: 'ts-test-acme-eu-data-hub',
      RoleArn: { 'Fn::GetAtt': ['DataHubRole8CC3F051', 'Arn'] },
      CredentialDurationSeconds: 3600,
    });
  });

  test('lets its certificates through that role alias only', () => {
    template.hasResourceProperties('AWS::IoT::Policy', {
      PolicyName: 'ts-test-acme-eu-data-hub',
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'AssumeDataHubRole',
            Effect: 'Allow',
            Action: 'iot:AssumeRoleWithCertificate',
            Resource: 'arn:aws:iot:eu-central-1:111122223333:rolealias/ts-test-acme-eu-data-hub',
          },
        ],
      },
    });
  });

  test('has a thing type of its own', () => {
    template.hasResourceProperties('AWS::IoT::ThingType', { ThingTypeName: 'ts-test-acme-eu-data-hub' });
  });

  test('can do nothing while suspended', () => {
    const suspended = templateOf(
      (scope) =>
        new DataHubIdentity(scope, 'DataHub', {
          ...CONTEXT,
          trust: 'service',
          folders: 'own',
          suspended: true,
        }),
    );
    suspended.hasResourceProperties('AWS::IAM::ManagedPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          { Sid: 'DenyEverythingWhileSuspended', Effect: 'Deny', Action: '*', Resource: '*' },
        ]),
      },
    });
    expect(JSON.stringify(template)).not.toContain('DenyEverythingWhileSuspended');
  });
});

describe('HybridNodeRole', () => {
  const template = templateOf((scope) => new HybridNodeRole(scope, 'HybridNode', CONTEXT));

  test('is assumed by Systems Manager of this account only, under the boundary', () => {
    template.hasResourceProperties('AWS::IAM::Role', {
      RoleName: 'ts-test-acme-eu-hybrid-node',
      PermissionsBoundary: BOUNDARY,
      Tags: PRINCIPAL_TAGS,
      Policies: Match.absent(),
      ManagedPolicyArns: Match.absent(),
      AssumeRolePolicyDocument: {
        Statement: [
          {
            Principal: { Service: 'ssm.amazonaws.com' },
            Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } },
          },
        ],
      },
    });
  });

  test('attaches its one policy to its one role', () => {
    template.hasResourceProperties('AWS::IAM::ManagedPolicy', {
      ManagedPolicyName: 'ts-test-acme-eu-hybrid-node',
      Roles: [{ Ref: 'HybridNodeRole0829767F' }],
    });
    expect(sidsOfPolicy(template)).toEqual([
      ['ReportOwnNodes', 'ReadOwnDocuments', 'ReadDocumentsOfAws', 'RunSsmAgent'],
    ]);
  });
});
