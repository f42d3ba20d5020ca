import { auditDeliveryBoundary, auditDeliveryPolicy } from '../../../policies/audit/delivery-policy';
import { auditDeliveryTrust } from '../../../policies/audit/delivery-trust';
import { policyDocument } from '../../../policies/statement';
import { ACME, ACME_EU, NAMING } from '../../fixtures/environment';

const KEY = 'arn:aws:kms:eu-central-1:111122223333:key/of-acme';

test('only schedules of the one group take the role on', () => {
  expect(policyDocument(auditDeliveryTrust(NAMING)).Statement).toEqual([
    {
      Sid: 'AuditSchedules',
      Effect: 'Allow',
      Principal: { Service: 'scheduler.amazonaws.com' },
      Action: 'sts:AssumeRole',
      Condition: {
        StringEquals: { 'aws:SourceAccount': '111122223333' },
        ArnEquals: {
          'aws:SourceArn':
            'arn:aws:scheduler:eu-central-1:111122223333:schedule-group/ts-test--audit-delivery',
        },
      },
    },
  ]);
});

test('the policy writes into two folders of its organization, and reads nothing back', () => {
  const { Statement: statements } = policyDocument(
    auditDeliveryPolicy(NAMING, { slug: ACME.slug, keyArn: KEY }, {}),
  );
  const writing = statements.filter(({ Action: actions }) => [actions].flat().includes('s3:PutObject'));
  expect(writing.map(({ Resource: resources }) => resources)).toEqual([
    [
      'arn:aws:s3:::ts-test-org-audit-111122223333-eu-central-1-an/acme/*',
      'arn:aws:s3:::ts-test-athena-results-111122223333-eu-central-1-an/acme/*',
    ],
  ]);
  const reading = statements.filter(({ Action: actions }) => [actions].flat().includes('s3:GetObject'));
  expect(reading.map(({ Resource: resource }) => resource)).toEqual([
    'arn:aws:s3:::ts-test-audit-111122223333-eu-central-1-an/AWSLogs/111122223333/CloudTrail/*',
  ]);
});

test('of an archive, the policy names the keys of its account and Region, whose policies decide', () => {
  const archive = { account: '222233334444', region: 'eu-west-1' };
  const statements = auditDeliveryPolicy(NAMING, { slug: ACME_EU.slug, keyArn: KEY }, { archive });
  expect(statements.find(({ Sid: sid }) => sid === 'DecryptTrail')).toMatchObject({
    Resource: 'arn:aws:kms:eu-west-1:222233334444:key/*',
    Condition: { StringEquals: { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' } },
  });
});

test('the boundary names no organization', () => {
  expect(JSON.stringify(auditDeliveryBoundary(NAMING, {}))).not.toContain('acme');
});
