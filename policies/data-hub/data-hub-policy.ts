import { CONNECTOR_REPOSITORY_PREFIX, type Naming } from '../../config/naming';
import type { OrgSlug } from '../../config/org-slug';
import {
  KEY_USE_ACTIONS,
  PULL_IMAGE_ACTIONS,
  READ_SECRET_ACTIONS,
  REGISTRY_LOGIN_ACTIONS,
  UPLOAD_ACTIONS,
} from '../actions';
import type { Statement } from '../statement';

/** Reasons of wildcards that several policies share. */
export const OWN_FOLDER_REASON =
  "Every object, but only in the organization's own folder, whose name ends in a slash.";
export const OWN_SECRETS_REASON =
  "Every connector, but only on the organization's own path, which ends in a slash.";
export const EVERY_CONNECTOR_REASON =
  "Connectors are the platform's, the same for all organizations; no other repository has the prefix.";
export const REGISTRY_LOGIN_REASON =
  'The login takes no resource; its token opens only what PullConnectorImages allows.';

export interface OrganizationPolicyInputs {
  readonly slug: OrgSlug;
  readonly keyArn: string;
}

/**
 * What the Data Hubs of one organization may do: upload, read connector secrets, pull connector images.
 * They cannot read back what they uploaded: Decrypt without s3:GetObject stays write-only.
 */
export function dataHubPolicy(naming: Naming, { slug, keyArn }: OrganizationPolicyInputs): Statement[] {
  const connectorParameters = naming.connectorParametersArn(slug);
  return [
    {
      Sid: 'UploadRawData',
      Effect: 'Allow',
      Action: UPLOAD_ACTIONS,
      Resource: `${naming.bucketArn(naming.shared.rawBucket)}/${naming.dataPrefix(slug)}*`,
      wildcardReason: OWN_FOLDER_REASON,
    },
    {
      Sid: 'EncryptUploads',
      Effect: 'Allow',
      Action: KEY_USE_ACTIONS,
      Resource: keyArn,
      Condition: { StringEquals: { 'kms:ViaService': naming.viaService('s3') } },
    },
    {
      Sid: 'ReadConnectorSecrets',
      Effect: 'Allow',
      Action: READ_SECRET_ACTIONS,
      Resource: connectorParameters,
      wildcardReason: OWN_SECRETS_REASON,
    },
    {
      // Apart from EncryptUploads, whose requests carry no PARAMETER_ARN:
      // https://docs.aws.amazon.com/kms/latest/developerguide/services-parameter-store.html
      Sid: 'DecryptConnectorSecrets',
      Effect: 'Allow',
      Action: 'kms:Decrypt',
      Resource: keyArn,
      Condition: {
        StringEquals: { 'kms:ViaService': naming.viaService('ssm') },
        StringLike: { 'kms:EncryptionContext:PARAMETER_ARN': connectorParameters },
      },
    },
    {
      Sid: 'PullConnectorImages',
      Effect: 'Allow',
      Action: PULL_IMAGE_ACTIONS,
      Resource: naming.repositoryArn(`${CONNECTOR_REPOSITORY_PREFIX}*`),
      wildcardReason: EVERY_CONNECTOR_REASON,
    },
    {
      Sid: 'LogInToRegistry',
      Effect: 'Allow',
      Action: REGISTRY_LOGIN_ACTIONS,
      Resource: '*',
      wildcardReason: REGISTRY_LOGIN_REASON,
    },
    {
      // Sessions without a thing name could not be told apart, nor cut off one by one:
      // https://docs.aws.amazon.com/iot/latest/developerguide/authorizing-direct-aws.html
      Sid: 'DenyWithoutThingName',
      Effect: 'Deny',
      Action: '*',
      Resource: '*',
      wildcardReason: 'A session that cannot be attributed to a hub does nothing at all.',
      Condition: { Null: { 'credentials-iot:ThingName': 'true' } },
    },
  ];
}
