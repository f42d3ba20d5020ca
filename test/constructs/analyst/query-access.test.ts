import { Match } from 'aws-cdk-lib/assertions';
import { QueryAccess, type QueryAccessProps } from '../../../constructs/analyst/query-access';
import { ACME_EU, NAMING } from '../../fixtures/environment';
import { templateOf } from '../../fixtures/cdk-app';

const PROPS: QueryAccessProps = {
  naming: NAMING,
  slug: ACME_EU.slug,
  keyArn: 'arn:aws:kms:eu-central-1:111122223333:key/of-acme-eu',
  suspended: false,
  users: [],
  createUser: false,
  bytesScannedCutoff: 10_000_000,
  audit: false,
};
const POLICY = 'AWS::IAM::ManagedPolicy';

function accessWith(props: Partial<QueryAccessProps> = {}): ReturnType<typeof templateOf> {
  return templateOf((scope) => new QueryAccess(scope, 'Queries', { ...PROPS, ...props }));
}

test('the workgroup decides where results go, under which key, and how much a query may read', () => {
  accessWith().hasResourceProperties('AWS::Athena::WorkGroup', {
    Name: 'ts-test-acme-eu',
    State: 'ENABLED',
    WorkGroupConfiguration: {
      EnforceWorkGroupConfiguration: true,
      PublishCloudWatchMetricsEnabled: true,
      BytesScannedCutoffPerQuery: 10_000_000,
      ResultConfiguration: {
        OutputLocation: 's3://ts-test-athena-results-111122223333-eu-central-1-an/acme-eu/',
        EncryptionConfiguration: { EncryptionOption: 'SSE_KMS', KmsKey: PROPS.keyArn },
        ExpectedBucketOwner: '111122223333',
      },
    },
  });
});

test('the workgroup is disabled while the organization is suspended', () => {
  accessWith({ suspended: true }).hasResourceProperties('AWS::Athena::WorkGroup', { State: 'DISABLED' });
});

test("the policy of a suspended organization's users allows nothing, and denies all that is the organization's", () => {
  const [policy] = Object.values(
    accessWith({ suspended: true }).findResources('AWS::IAM::ManagedPolicy') as Record<
      string,
      {
        Properties: {
          PolicyDocument: { Statement: { Effect: string; Action: string; Resource: string[] }[] };
        };
      }
    >,
  );
  const statements = policy?.Properties.PolicyDocument.Statement ?? [];
  expect(statements.map(({ Effect, Action }) => [Effect, Action])).toEqual([['Deny', '*']]);
  expect(statements[0]?.Resource.map((arn) => arn.split(':').slice(2).join(':'))).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^athena:.*:workgroup\/ts-test-acme/),
      expect.stringMatching(/^glue:.*:table\/ts_test_acme.*\/\*$/),
      expect.stringMatching(/-standardized-.*-an\/acme.*\/\*$/),
      expect.stringMatching(/-athena-results-.*-an\/acme.*\/\*$/),
    ]),
  );
});

test('the database lies over the folder of the organization and is kept', () => {
  accessWith().hasResource('AWS::Glue::Database', {
    DeletionPolicy: 'RetainExceptOnCreate',
    UpdateReplacePolicy: 'Retain',
    Properties: {
      CatalogId: '111122223333',
      DatabaseInput: {
        Name: 'ts_test_acme_eu',
        LocationUri: 's3://ts-test-standardized-111122223333-eu-central-1-an/acme-eu/',
      },
    },
  });
});

test('the policy has the promised name, and is attached to nobody unless asked', () => {
  const template = accessWith();
  template.hasResourceProperties(POLICY, {
    ManagedPolicyName: 'ts-athena-eu-central-1-test-acme-eu-policy',
    Users: Match.absent(),
    Roles: Match.absent(),
    Groups: Match.absent(),
  });
  template.resourceCountIs('AWS::IAM::User', 0);
});

test('listed users get the policy', () => {
  accessWith({ users: ['ann', 'ben'] }).hasResourceProperties(POLICY, { Users: ['ann', 'ben'] });
});

test('a user is made where the environment asks for it: under the boundary, tagged, without a key', () => {
  const template = accessWith({ users: ['ann'], createUser: true });
  template.hasResourceProperties('AWS::IAM::User', {
    UserName: 'ts-athena-test-acme-eu',
    PermissionsBoundary: 'arn:aws:iam::111122223333:policy/ts-test-organization-boundary',
    Tags: [
      { Key: 'orgDatabase', Value: 'ts_test_acme_eu' },
      { Key: 'orgKeyArn', Value: PROPS.keyArn },
    ],
    LoginProfile: Match.absent(),
  });
  template.hasResourceProperties(POLICY, { Users: ['ann', { Ref: 'QueriesUser83700C2D' }] });
  template.resourceCountIs('AWS::IAM::AccessKey', 0);
});
