import type { Naming } from '../config/naming';
import { keyAdministrationStatement } from './organization-key-policy';
import { type PolicyDocument, policyDocument, type Statement } from './statement';

const THIS_KEY = '*'; // In a key policy this means the key that the policy is attached to.

/**
 * Policy of the platform's own key: images in ECR, and the default of the shared buckets. Nobody is granted
 * its use through S3, so that an upload that forgets its organization's key fails instead of landing under a
 * key that all share.
 */
export function platformKeyPolicy(
  naming: Naming,
  { encryptsAccessLogs }: { encryptsAccessLogs: boolean },
): PolicyDocument {
  return policyDocument(
    keyAdministrationStatement(naming),
    {
      // ECR creates grants in the name of whoever creates a repository, and uses the key through them:
      // https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html
      Sid: 'AllowGrantsToEcr',
      Effect: 'Allow',
      Principal: { AWS: naming.accountPrincipalArn() },
      Action: ['kms:CreateGrant', 'kms:RetireGrant'],
      Resource: THIS_KEY,
      Condition: {
        Bool: { 'kms:GrantIsForAWSResource': 'true' },
        StringEquals: { 'kms:ViaService': naming.viaService('ecr') },
      },
    },
    ...(encryptsAccessLogs ? [accessLogDelivery(naming.environment.account)] : []),
  );
}

function accessLogDelivery(account: string): Statement {
  return {
    Sid: 'AllowLogDelivery',
    Effect: 'Allow',
    Principal: { Service: 'logging.s3.amazonaws.com' },
    Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
    Resource: THIS_KEY,
    Condition: { StringEquals: { 'aws:SourceAccount': account } },
  };
}
