import { Match } from 'aws-cdk-lib/assertions';
import { AnalystRole } from '../../../constructs/analyst/analyst-role';
import { athenaPolicy } from '../../../policies/analyst/athena-policy';
import { policyDocument } from '../../../policies/statement';
import { BY_OIDC } from '../../fixtures/analysts';
import { templateOf } from '../../fixtures/cdk-app';
import { ACME_EU, NAMING } from '../../fixtures/environment';

const KEY = 'arn:aws:kms:eu-central-1:111122223333:key/of-acme-eu';

function roleOf(suspended = false): ReturnType<typeof templateOf> {
  return templateOf(
    (scope) =>
      new AnalystRole(scope, 'Analysts', {
        naming: NAMING,
        slug: ACME_EU.slug,
        keyArn: KEY,
        suspended,
        access: BY_OIDC,
        audit: false,
      }),
  );
}

test('a role of an hour, under the boundary, with the tags that policies compare', () => {
  roleOf().hasResourceProperties('AWS::IAM::Role', {
    RoleName: 'ts-test-acme-eu-analyst',
    MaxSessionDuration: 3600,
    PermissionsBoundary: 'arn:aws:iam::111122223333:policy/ts-test-organization-boundary',
    Tags: Match.arrayWith([
      { Key: 'orgDatabase', Value: 'ts_test_acme_eu' },
      { Key: 'orgKeyArn', Value: KEY },
    ]),
  });
});

test('it may what the users of the organization may, and nothing else', () => {
  const { Statement } = policyDocument(athenaPolicy(NAMING, { slug: ACME_EU.slug, keyArn: KEY }));
  roleOf().hasResourceProperties('AWS::IAM::ManagedPolicy', {
    ManagedPolicyName: 'ts-test-acme-eu-analyst',
    Users: Match.absent(),
    PolicyDocument: { Statement: Match.exact(JSON.parse(JSON.stringify(Statement))) },
  });
});

test('while the organization is suspended, sessions that are open are denied everything, too', () => {
  roleOf(true).hasResourceProperties('AWS::IAM::ManagedPolicy', {
    PolicyDocument: {
      Statement: Match.arrayWith([
        { Sid: 'DenyEverythingWhileSuspended', Effect: 'Deny', Action: '*', Resource: '*' },
      ]),
    },
  });
});
