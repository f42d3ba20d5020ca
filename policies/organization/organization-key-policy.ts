import type { Naming } from '../../config/naming';
import type { OrgSlug } from '../../config/org-slug';
import { CALLER_HAS_NO_ORGANIZATION, CALLER_HAS_ORGANIZATION, CALLER_ORG_SLUG } from '../caller-conditions';
import { KEY_ADMINISTRATION_ACTIONS, keyAdministrationStatement, THIS_KEY } from '../key-administration';
import { KEY_USE_ACTIONS, PARAMETER_ARN_CONTEXT } from '../permissions/key-permissions';
import { keyStatementsOfPipelines, otherServicesThanOfPipelines } from '../pipeline/key-statements';
import { DENY_EVERYBODY, type Conditions, type Statement } from '../statement';

/**
 * What Parameter Store does to write a SecureString, of the standard tier and of the advanced one:
 * https://docs.aws.amazon.com/kms/latest/developerguide/services-parameter-store.html
 */
const WRITE_SECRET_KEY_ACTIONS = ['kms:Encrypt', 'kms:GenerateDataKey'] as const;

export interface OrganizationKeyPolicyInputs {
  readonly slug: OrgSlug;
  readonly suspended: boolean;
  /** Whether the organization has pipelines, with arrivals and logs under the key. */
  readonly pipelines: boolean;
}

/**
 * Policy of an organization's key. Only principals that carry the organization's tag, and whose own policies
 * name this key, can use it, and only through S3 (Athena's way to keys, too) and Parameter Store. Platform
 * operators, who carry no organization's tag, can have Parameter Store encrypt connector secrets with it, and
 * nothing decrypted. Where there are pipelines, EventBridge and CloudWatch Logs encrypt their events and logs. The
 * Denies hold whatever is granted elsewhere: in IAM, by a KMS grant, or in a statement added here later.
 * https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service
 */
export function organizationKeyPolicy(naming: Naming, inputs: OrganizationKeyPolicyInputs): Statement[] {
  const { slug, suspended, pipelines } = inputs;
  const use: Statement = {
    Sid: 'AllowUseByOrganization',
    Effect: 'Allow',
    Principal: { AWS: naming.accountPrincipalArn() },
    Action: KEY_USE_ACTIONS,
    ...THIS_KEY,
    Condition: {
      StringEquals: {
        [CALLER_ORG_SLUG]: slug,
        'kms:ViaService': [naming.viaService('s3'), naming.viaService('ssm')],
      },
    },
  };
  const otherServices: Conditions = pipelines
    ? { StringNotEquals: otherServicesThanOfPipelines(naming) }
    : {};
  const throughParameterStore = { 'kms:ViaService': naming.viaService('ssm') };
  const ofOwnSecrets = { [PARAMETER_ARN_CONTEXT]: naming.connectorParametersArn(slug) };
  const denyUse = {
    ...DENY_EVERYBODY,
    // Every use that there is or will be, and grants.
    NotAction: KEY_ADMINISTRATION_ACTIONS,
    Resource: '*',
    wildcardReason: `${THIS_KEY.wildcardReason} It binds everybody: administrators and AWS services, too.`,
  } as const;
  const denyEncryption = {
    ...DENY_EVERYBODY,
    Action: WRITE_SECRET_KEY_ACTIONS,
    Resource: '*',
    wildcardReason: denyUse.wildcardReason,
  } as const;
  return [
    keyAdministrationStatement(naming),
    use,
    {
      Sid: 'AllowWritingConnectorSecrets',
      Effect: 'Allow',
      Principal: { AWS: naming.accountPrincipalArn() },
      Action: WRITE_SECRET_KEY_ACTIONS,
      ...THIS_KEY,
      Condition: {
        ...CALLER_HAS_NO_ORGANIZATION,
        StringEquals: throughParameterStore,
        StringLike: ofOwnSecrets,
      },
    },
    ...(pipelines ? keyStatementsOfPipelines(naming, { slug }) : []),
    {
      Sid: 'DenyOtherOrganizations',
      ...DENY_EVERYBODY,
      // Administration, too: who carries an organization's tag administers no key.
      Action: 'kms:*',
      Resource: '*',
      wildcardReason: denyUse.wildcardReason,
      Condition: {
        ...CALLER_HAS_ORGANIZATION,
        StringNotEquals: { [CALLER_ORG_SLUG]: slug },
      },
    },
    {
      Sid: 'DenyUseWithoutOrganization',
      ...denyUse,
      NotAction: [...KEY_ADMINISTRATION_ACTIONS, ...WRITE_SECRET_KEY_ACTIONS],
      Condition: { ...CALLER_HAS_NO_ORGANIZATION, ...otherServices },
    },
    {
      Sid: 'DenyEncryptionOutsideParameterStore',
      ...denyEncryption,
      Condition: {
        ...CALLER_HAS_NO_ORGANIZATION,
        StringNotEquals: { ...throughParameterStore, ...otherServices['StringNotEquals'] },
      },
    },
    {
      Sid: 'DenyEncryptionOfOtherParameters',
      ...denyEncryption,
      Condition: { ...CALLER_HAS_NO_ORGANIZATION, ...otherServices, StringNotLike: ofOwnSecrets },
    },
    // Events that are on their way still arrive, and wait in the queue until somebody may read them.
    ...(suspended
      ? [{ Sid: 'DenyUseWhileSuspended', ...denyUse, ...(pipelines ? { Condition: otherServices } : {}) }]
      : []),
  ];
}
