import { CONNECTOR_REPOSITORY_PREFIX, type Naming } from '../config/naming';
import type { OrgSlug } from '../config/org-slug';
import {
  KEY_USE_ACTIONS,
  PULL_IMAGE_ACTIONS,
  READ_SECRET_ACTIONS,
  REGISTRY_LOGIN_ACTIONS,
  UPLOAD_ACTIONS,
} from './actions';
import { type PolicyDocument, policyDocument } from './statement';

export interface OrganizationPolicyInputs {
  readonly slug: OrgSlug;
  readonly keyArn: string;
}

/**
 * What the Data Hubs of one organization may do: upload, read connector secrets, pull connector images.
 * They cannot read back what they uploaded: Decrypt without s3:GetObject stays write-only.
 */
export function dataHubPolicy(naming: Naming, { slug, keyArn }: OrganizationPolicyInputs): PolicyDocument {
  const connectorParameters = naming.connectorParametersArn(slug); // Ends in /*: every connector of this one organization.
  return policyDocument(
    {
      Sid: 'UploadRawData',
      Effect: 'Allow',
      Action: UPLOAD_ACTIONS,
      // Every object, but only in this organization's folder.
      Resource: `${naming.bucketArn(naming.shared.rawBucket)}/${naming.dataPrefix(slug)}*`,
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
      // Connectors are the platform's, the same for all organizations; no other repository has the prefix.
      Resource: naming.repositoryArn(`${CONNECTOR_REPOSITORY_PREFIX}*`),
    },
    {
      Sid: 'LogInToRegistry',
      Effect: 'Allow',
      Action: REGISTRY_LOGIN_ACTIONS,
      Resource: '*', // ECR has no resource for its login; the token opens only what PullConnectorImages allows.
    },
    {
      // Sessions without a thing name could not be told apart, nor cut off one by one:
      // https://docs.aws.amazon.com/iot/latest/developerguide/authorizing-direct-aws.html
      Sid: 'DenyWithoutThingName',
      Effect: 'Deny',
      Action: '*', // A session that cannot be attributed to a hub does nothing.
      Resource: '*', // On nothing.
      Condition: { Null: { 'credentials-iot:ThingName': 'true' } },
    },
  );
}
