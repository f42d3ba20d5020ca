import { type Naming, ORG_SLUG_TAG } from '../../config/naming';
import type { NamedOrganization } from './owner';
import type { Permission } from './permission';

/**
 * SSE-KMS uploads need GenerateDataKey, multipart uploads and reads Decrypt; Encrypt is not needed:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
 */
export const KEY_USE_ACTIONS = ['kms:Decrypt', 'kms:GenerateDataKey'] as const;

/**
 * Parameter Store tells KMS which parameter it is working on:
 * https://docs.aws.amazon.com/kms/latest/developerguide/services-parameter-store.html#parameter-store-encryption-context
 */
export const PARAMETER_ARN_CONTEXT = 'kms:EncryptionContext:PARAMETER_ARN';

/** Read and write objects under the organization's key, which S3 uses in the caller's name. */
export function useKeyThroughS3(sid: string): Permission<NamedOrganization> {
  return {
    sid,
    actions: KEY_USE_ACTIONS,
    resources: ({ keyArn }) => keyArn,
    conditions: ({ naming }) => ({ StringEquals: { 'kms:ViaService': naming.viaService('s3') } }),
  };
}

/**
 * Use an organization's key where a policy cannot name it, in the name of a caller of that organization.
 * @param via services that use the key in the caller's name, as `kms:ViaService` names them
 */
export function useTaggedKey(
  sid: string,
  actions: Permission['actions'],
  via: (naming: Naming) => string | readonly string[],
): Permission {
  return {
    sid,
    actions,
    resources: ({ naming }) => naming.keyArnPattern(),
    wildcardReason:
      "A variable cannot stand for a whole ARN, and key ids tell nothing: the key's tag decides.",
    conditions: ({ naming, slug }) => ({
      StringEquals: { [`aws:ResourceTag/${ORG_SLUG_TAG}`]: slug, 'kms:ViaService': via(naming) },
    }),
  };
}

/**
 * The ceiling of every use of a key. Wider than each of the permissions under it, which name the key and one
 * service, and Parameter Store's the parameter: one statement for all keeps the boundary within its size.
 */
export const USE_OWN_KEY = useTaggedKey('UseOwnKey', KEY_USE_ACTIONS, (naming) => [
  naming.viaService('s3'),
  naming.viaService('ssm'),
]);
