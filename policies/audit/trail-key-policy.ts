import type { Naming } from '../../config/naming';
import type { AuditArchive } from '../../config/operations';
import { CALLER_HAS_NO_ORGANIZATION, CALLER_HAS_ORGANIZATION } from '../caller-conditions';
import { KEY_ADMINISTRATION_ACTIONS, keyAdministrationStatement, THIS_KEY } from '../key-administration';
import { DENY_EVERYBODY, type Statement } from '../statement';
import { CLOUDTRAIL, onBehalfOfTrail } from './cloudtrail';

const PRINCIPAL = 'aws:PrincipalArn';

/** What CloudTrail does to encrypt log files and digests, and to look whether the key is one that it can use. */
const ENCRYPT = ['kms:DescribeKey', 'kms:GenerateDataKey'] as const;

/** What the auditor has S3 do: decrypt log files, and encrypt and decrypt the results of queries. */
const AUDITOR_USE = ['kms:Decrypt', 'kms:GenerateDataKey'] as const;

export interface TrailKeyPolicyInputs {
  /** Where the key is, if it is not in the environment's own account. */
  readonly archive?: AuditArchive;
  /** Whether organizations get their own part of the trail. */
  readonly organizations: boolean;
}

/**
 * Policy of the key that the trail lies under. CloudTrail encrypts for the one trail, the auditor has S3 decrypt, and so
 * has the role that delivers an organization its own part, which is known by its name and the organization's tag. The
 * Denies hold whatever is granted elsewhere. Nobody else uses the key, whoever administers it.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html
 */
export function trailKeyPolicy(naming: Naming, { archive, organizations }: TrailKeyPolicyInputs): Statement[] {
  const auditor = naming.roleArn(naming.shared.auditorRole);
  const delivery = naming.auditDeliveryRoleArnOfCaller;
  const throughS3 = { 'kms:ViaService': naming.viaService('s3', archive?.region) };
  const ofAccount = { Principal: { AWS: naming.accountPrincipalArn() } } as const;
  const bindsEverybody = `${THIS_KEY.wildcardReason} It binds everybody: administrators and AWS services, too.`;
  const deny = { ...DENY_EVERYBODY, Resource: '*', wildcardReason: bindsEverybody } as const;
  return [
    keyAdministrationStatement(naming, archive?.account),
    {
      Sid: 'AllowEncryptionByTrail',
      Effect: 'Allow',
      Principal: { Service: CLOUDTRAIL },
      Action: 'kms:GenerateDataKey',
      ...THIS_KEY,
      Condition: {
        StringEquals: {
          ...onBehalfOfTrail(naming),
          'kms:EncryptionContext:aws:cloudtrail:arn': naming.trailArn(naming.shared.trail),
        },
      },
    },
    {
      // Apart: the call carries no encryption context.
      Sid: 'AllowTrailToDescribe',
      Effect: 'Allow',
      Principal: { Service: CLOUDTRAIL },
      Action: 'kms:DescribeKey',
      ...THIS_KEY,
      Condition: { StringEquals: onBehalfOfTrail(naming) },
    },
    {
      Sid: 'AllowAuditor',
      Effect: 'Allow',
      ...ofAccount,
      Action: AUDITOR_USE,
      ...THIS_KEY,
      Condition: { ArnEquals: { [PRINCIPAL]: auditor }, StringEquals: throughS3 },
    },
    ...(organizations
      ? [
          {
            Sid: 'AllowAuditDelivery',
            Effect: 'Allow',
            ...ofAccount,
            Action: 'kms:Decrypt',
            ...THIS_KEY,
            Condition: { ArnEquals: { [PRINCIPAL]: delivery }, StringEquals: throughS3 },
          } as const,
        ]
      : []),
    {
      Sid: 'DenyOrganizations',
      ...deny,
      // Administration, too: who carries an organization's tag administers no key.
      ...(organizations ? { NotAction: 'kms:Decrypt' } : { Action: 'kms:*' }),
      Condition: CALLER_HAS_ORGANIZATION,
    },
    ...(organizations
      ? [
          {
            Sid: 'DenyOrganizationsButDelivery',
            ...deny,
            Action: 'kms:Decrypt',
            Condition: { ...CALLER_HAS_ORGANIZATION, ArnNotEquals: { [PRINCIPAL]: delivery } },
          } as const,
        ]
      : []),
    {
      Sid: 'DenyUseByOthersThanAuditor',
      ...deny,
      NotAction: KEY_ADMINISTRATION_ACTIONS,
      Condition: {
        ...CALLER_HAS_NO_ORGANIZATION,
        ArnNotEquals: { [PRINCIPAL]: auditor },
        StringNotEquals: onBehalfOfTrail(naming),
      },
    },
    {
      Sid: 'DenyOtherUseByAuditor',
      ...deny,
      NotAction: [...KEY_ADMINISTRATION_ACTIONS, ...AUDITOR_USE],
      Condition: { ArnEquals: { [PRINCIPAL]: auditor } },
    },
    {
      Sid: 'DenyUseOutsideS3',
      ...deny,
      NotAction: KEY_ADMINISTRATION_ACTIONS,
      Condition: { StringNotEquals: { ...throughS3, ...onBehalfOfTrail(naming) } },
    },
    {
      Sid: 'DenyOtherUseByTrail',
      ...deny,
      NotAction: [...KEY_ADMINISTRATION_ACTIONS, ...ENCRYPT],
      Condition: { StringEquals: onBehalfOfTrail(naming) },
    },
  ];
}
