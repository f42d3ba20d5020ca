import type { Naming } from '../config/naming';
import type { Statement } from './statement';

/**
 * Administer a key without using it: no Encrypt, Decrypt, GenerateDataKey, ReEncrypt, Sign or CreateGrant.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
export const KEY_ADMINISTRATION_ACTIONS = [
  'kms:CancelKeyDeletion',
  'kms:CreateAlias',
  'kms:DeleteAlias',
  'kms:DescribeKey',
  'kms:DisableKey',
  'kms:DisableKeyRotation',
  'kms:EnableKey',
  'kms:EnableKeyRotation',
  'kms:GetKeyPolicy',
  'kms:GetKeyRotationStatus',
  'kms:ListGrants',
  'kms:ListKeyPolicies',
  'kms:ListKeyRotations',
  'kms:ListResourceTags',
  'kms:PutKeyPolicy',
  'kms:RevokeGrant',
  'kms:RotateKeyOnDemand',
  'kms:ScheduleKeyDeletion',
  'kms:TagResource',
  'kms:UntagResource',
  'kms:UpdateAlias',
  'kms:UpdateKeyDescription',
] as const;

/** The resource of every statement of a key policy, and what it means there. */
export const THIS_KEY = {
  Resource: '*',
  wildcardReason: 'In a key policy, * is the key that the policy is attached to.',
} as const;

/**
 * Account administrators administer a key, as far as their own policies allow it, and cannot use it.
 * @param account the key's, if it is not the environment's own
 */
export function keyAdministrationStatement(naming: Naming, account?: string): Statement {
  return {
    Sid: 'AllowAdministrationWithoutUse',
    Effect: 'Allow',
    Principal: { AWS: naming.accountPrincipalArn(account) },
    Action: KEY_ADMINISTRATION_ACTIONS,
    ...THIS_KEY,
  };
}
