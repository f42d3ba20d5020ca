import { platformKeyPolicy } from '../../../policies/shared/platform-key-policy';
import { policyDocument } from '../../../policies/statement';
import { NAMING } from '../../fixtures/environment';
import { ALLOW_ADMINISTRATION } from '../key-administration';

describe('the key of the platform', () => {
  const ALLOW_GRANTS = {
    Sid: 'AllowGrantsToEcr',
    Effect: 'Allow',
    Principal: { AWS: 'arn:aws:iam::111122223333:root' },
    Action: 'kms:CreateGrant',
    Resource: '*',
    Condition: {
      Bool: { 'kms:GrantIsForAWSResource': 'true' },
      StringEquals: { 'kms:ViaService': 'ecr.eu-central-1.amazonaws.com' },
    },
  };
  const ALLOW_RETIRING = {
    Sid: 'AllowEcrToRetireGrants',
    Effect: 'Allow',
    Principal: { AWS: 'arn:aws:iam::111122223333:root' },
    Action: 'kms:RetireGrant',
    Resource: '*',
    Condition: { StringEquals: { 'kms:ViaService': 'ecr.eu-central-1.amazonaws.com' } },
  };

  test('is for ECR, and nobody uses it through S3', () => {
    expect(policyDocument(platformKeyPolicy(NAMING, { encryptsAccessLogs: false })).Statement).toEqual([
      ALLOW_ADMINISTRATION,
      ALLOW_GRANTS,
      ALLOW_RETIRING,
    ]);
  });

  test('serves log delivery where the environment asks for it', () => {
    expect(policyDocument(platformKeyPolicy(NAMING, { encryptsAccessLogs: true })).Statement).toEqual([
      ALLOW_ADMINISTRATION,
      ALLOW_GRANTS,
      ALLOW_RETIRING,
      {
        Sid: 'AllowLogDelivery',
        Effect: 'Allow',
        Principal: { Service: 'logging.s3.amazonaws.com' },
        Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
        Resource: '*',
        Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } },
      },
    ]);
  });
});
