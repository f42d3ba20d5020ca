import type { Naming } from '../../config/naming';
import { keyAdministrationStatement, THIS_KEY } from '../key-administration';
import type { Statement } from '../statement';

/**
 * Policy of the platform's own key: images in ECR, and the default of the shared buckets. Nobody is granted
 * its use through S3, so that an upload that forgets its organization's key fails instead of landing under a
 * key that all share.
 */
export function platformKeyPolicy(
  naming: Naming,
  { encryptsAccessLogs }: { encryptsAccessLogs: boolean },
): Statement[] {
  const throughEcr = { 'kms:ViaService': naming.viaService('ecr') };
  return [
    keyAdministrationStatement(naming),
    {
      // ECR creates grants in the name of whoever creates a repository, and uses the key through them:
      // https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html
      Sid: 'AllowGrantsToEcr',
      Effect: 'Allow',
      Principal: { AWS: naming.accountPrincipalArn() },
      Action: 'kms:CreateGrant',
      ...THIS_KEY,
      Condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' }, StringEquals: throughEcr },
    },
    {
      // ECR retires them in the name of whoever deletes the repository. A statement of its own, because KMS
      // sends kms:GrantIsForAWSResource with CreateGrant, ListGrants and RevokeGrant only:
      // https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-grant-is-for-aws-resource
      Sid: 'AllowEcrToRetireGrants',
      Effect: 'Allow',
      Principal: { AWS: naming.accountPrincipalArn() },
      Action: 'kms:RetireGrant',
      ...THIS_KEY,
      Condition: { StringEquals: throughEcr },
    },
    ...(encryptsAccessLogs ? [accessLogDelivery(naming.environment.account)] : []),
  ];
}

function accessLogDelivery(account: string): Statement {
  return {
    Sid: 'AllowLogDelivery',
    Effect: 'Allow',
    Principal: { Service: 'logging.s3.amazonaws.com' },
    Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
    ...THIS_KEY,
    Condition: { StringEquals: { 'aws:SourceAccount': account } },
  };
}
