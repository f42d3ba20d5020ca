import type { Naming } from '../../config/naming';
import type { AuditArchive } from '../../config/operations';
import { CALLER_HAS_NO_ORGANIZATION, CALLER_HAS_ORGANIZATION } from '../caller-conditions';
import { KEY_ADMINISTRATION_ACTIONS, keyAdministrationStatement, THIS_KEY } from '../key-administration';
import { type Conditions, DENY_EVERYBODY, type Statement } from '../statement';
import { CLOUDTRAIL, onBehalfOfTrail } from './cloudtrail';

const PRINCIPAL = 'aws:PrincipalArn';

const DENY_ON_THIS_KEY = {
  ...DENY_EVERYBODY,
  Resource: '*',
  wildcardReason: `${THIS_KEY.wildcardReason} It binds everybody: administrators and AWS services, too.`,
} as const;

/** What the auditor has S3 do: decrypt log files, and encrypt and decrypt the results of queries. */
const AUDITOR_USE = ['kms:Decrypt', 'kms:GenerateDataKey'] as const;

export interface AuditKeyPolicyInputs {
  /** Whether the trail itself lies under the key, besides what was found in it. */
  readonly trail: boolean;
  /** Where the key is, if it is not in the environment's own account. */
  readonly archive?: AuditArchive;
  /** Whether organizations get their own part of the trail. */
  readonly organizations: boolean;
}

/**
 * Policy of a key of the audit. CloudTrail encrypts for the one trail, the auditor has S3 decrypt, and so has the role
 * that delivers an organization its own part, which is known by its name and the organization's tag. The Denies hold
 * whatever is granted elsewhere. Nobody else uses the key, whoever administers it.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html
 */
export function auditKeyPolicy(naming: Naming, inputs: AuditKeyPolicyInputs): Statement[] {
  const { trail, archive, organizations } = inputs;
  const auditor = naming.roleArn(naming.shared.auditorRole);
  const throughS3 = { 'kms:ViaService': naming.viaService('s3', archive?.region) };
  // Only AWS services say on behalf of what they call, and only CloudTrail does so for a trail.
  const forTrail = trail ? onBehalfOfTrail(naming) : {};
  const notForTrail: Conditions = trail ? { StringNotEquals: forTrail } : {};
  return [
    keyAdministrationStatement(naming, archive?.account),
    ...(trail ? encryptionByTrail(naming) : []),
    {
      Sid: 'AllowAuditor',
      Effect: 'Allow',
      Principal: { AWS: naming.accountPrincipalArn() },
      Action: AUDITOR_USE,
      ...THIS_KEY,
      Condition: { ArnEquals: { [PRINCIPAL]: auditor }, StringEquals: throughS3 },
    },
    ...organizationStatements(naming, trail && organizations, throughS3),
    {
      Sid: 'DenyUseByOthersThanAuditor',
      ...DENY_ON_THIS_KEY,
      NotAction: KEY_ADMINISTRATION_ACTIONS,
      Condition: { ...CALLER_HAS_NO_ORGANIZATION, ArnNotEquals: { [PRINCIPAL]: auditor }, ...notForTrail },
    },
    {
      Sid: 'DenyOtherUseByAuditor',
      ...DENY_ON_THIS_KEY,
      NotAction: [...KEY_ADMINISTRATION_ACTIONS, ...AUDITOR_USE],
      Condition: { ArnEquals: { [PRINCIPAL]: auditor } },
    },
    {
      Sid: 'DenyUseOutsideS3',
      ...DENY_ON_THIS_KEY,
      NotAction: KEY_ADMINISTRATION_ACTIONS,
      Condition: { StringNotEquals: { ...throughS3, ...forTrail } },
    },
  ];
}

/** CloudTrail encrypts for the one trail. The call that describes the key is apart: it has no encryption context. */
function encryptionByTrail(naming: Naming): Statement[] {
  const byTrail = { Effect: 'Allow', Principal: { Service: CLOUDTRAIL }, ...THIS_KEY } as const;
  const onBehalf = onBehalfOfTrail(naming);
  return [
    {
      Sid: 'AllowEncryptionByTrail',
      ...byTrail,
      Action: 'kms:GenerateDataKey',
      Condition: {
        StringEquals: {
          ...onBehalf,
          'kms:EncryptionContext:aws:cloudtrail:arn': naming.trailArn(naming.shared.trail),
        },
      },
    },
    {
      Sid: 'AllowTrailToDescribe',
      ...byTrail,
      Action: 'kms:DescribeKey',
      Condition: { StringEquals: onBehalf },
    },
    {
      Sid: 'DenyOtherUseByTrail',
      ...DENY_ON_THIS_KEY,
      NotAction: [...KEY_ADMINISTRATION_ACTIONS, 'kms:GenerateDataKey'],
      Condition: { StringEquals: onBehalf },
    },
  ];
}

/** Organizations do nothing with the key, administration included; the role of delivery decrypts. */
function organizationStatements(
  naming: Naming,
  delivers: boolean,
  throughS3: Readonly<Record<string, string>>,
): Statement[] {
  const denyAll: Statement = {
    Sid: 'DenyOrganizations',
    ...DENY_ON_THIS_KEY,
    Action: 'kms:*',
    Condition: CALLER_HAS_ORGANIZATION,
  };
  if (!delivers) return [denyAll];
  const delivery = naming.auditDeliveryRoleArnOfCaller;
  return [
    {
      Sid: 'AllowAuditDelivery',
      Effect: 'Allow',
      Principal: { AWS: naming.accountPrincipalArn() },
      Action: 'kms:Decrypt',
      ...THIS_KEY,
      Condition: { ArnEquals: { [PRINCIPAL]: delivery }, StringEquals: throughS3 },
    },
    {
      Sid: 'DenyOrganizationsButDelivery',
      ...DENY_ON_THIS_KEY,
      Action: 'kms:*',
      Condition: { ...CALLER_HAS_ORGANIZATION, ArnNotEquals: { [PRINCIPAL]: delivery } },
    },
    {
      Sid: 'DenyDeliveryAllButDecryption',
      ...DENY_ON_THIS_KEY,
      NotAction: 'kms:Decrypt',
      Condition: CALLER_HAS_ORGANIZATION,
    },
  ];
}
