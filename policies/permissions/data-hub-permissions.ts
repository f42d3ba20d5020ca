import { CONNECTOR_REPOSITORY_PREFIX } from '../../config/name-patterns';
import { PARAMETER_ARN_CONTEXT, useKeyThroughS3 } from './key-permissions';
import type { NamedOrganization } from './owner';
import { OWN_FOLDER_REASON, OWN_HUB_FOLDER_REASON, type Permission } from './permission';

/**
 * Upload, single or in parts; parts are authorized as PutObject. No read, and no list. Into the folder of the hub that
 * calls: a stolen hub cannot write as another one of its organization.
 */
export const UPLOAD_RAW_DATA: Permission = {
  sid: 'UploadRawData',
  actions: ['s3:PutObject', 's3:AbortMultipartUpload'],
  resources: ({ naming, slug }) => naming.callingHubsObjectsArn(naming.shared.rawBucket, slug),
  wildcardReason: OWN_HUB_FOLDER_REASON,
};

/** The same anywhere in the organization's folder, where hubs have none of their own. */
export const UPLOAD_RAW_DATA_TO_COMMON_FOLDER: Permission = {
  ...UPLOAD_RAW_DATA,
  resources: ({ naming, slug }) => naming.dataObjectsArn(naming.shared.rawBucket, slug),
  wildcardReason: OWN_FOLDER_REASON,
};

/** Without s3:GetObject, Decrypt reads nothing back: parts of an upload need it. */
export const ENCRYPT_UPLOADS = useKeyThroughS3('EncryptUploads');

/** Not GetParametersByPath (authorized on the path asked for, not on what it returns), not GetParameterHistory. */
export const READ_CONNECTOR_SECRETS: Permission = {
  sid: 'ReadConnectorSecrets',
  actions: ['ssm:GetParameter', 'ssm:GetParameters'],
  resources: ({ naming, slug }) => naming.connectorParametersArn(slug),
  wildcardReason: "Every connector, but only on the organization's own path, which ends in a slash.",
};

/** Apart from {@link ENCRYPT_UPLOADS}, whose requests carry no PARAMETER_ARN. */
export const DECRYPT_CONNECTOR_SECRETS: Permission<NamedOrganization> = {
  sid: 'DecryptConnectorSecrets',
  actions: 'kms:Decrypt',
  resources: ({ keyArn }) => keyArn,
  conditions: ({ naming, slug }) => ({
    StringEquals: { 'kms:ViaService': naming.viaService('ssm') },
    StringLike: { [PARAMETER_ARN_CONTEXT]: naming.connectorParametersArn(slug) },
  }),
};

/** https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policy-examples.html */
export const PULL_CONNECTOR_IMAGES: Permission = {
  sid: 'PullConnectorImages',
  actions: ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
  resources: ({ naming }) => naming.repositoryArn(`${CONNECTOR_REPOSITORY_PREFIX}*`),
  wildcardReason:
    "Connectors are the platform's, the same for all organizations; no other repository has the prefix.",
};

export const LOG_IN_TO_REGISTRY: Permission = {
  sid: 'LogInToRegistry',
  actions: ['ecr:GetAuthorizationToken'],
  resources: () => '*',
  wildcardReason: 'The login takes no resource; its token opens only what pulling images allows.',
};

/**
 * What a hub tells the platform, and the platform answers, in the one shadow of the hub's own thing. Not
 * DeleteThingShadow, which would take the version back to nothing, and nothing of MQTT.
 * https://docs.aws.amazon.com/iot/latest/developerguide/iot-action-resources.html
 */
export const REPORT_TO_PLATFORM: Permission = {
  sid: 'ReportToPlatform',
  actions: ['iot:GetThingShadow', 'iot:UpdateThingShadow'],
  resources: ({ naming }) => naming.callingHubsShadowArn(),
  conditions: ({ naming, slug }) => ({
    StringLike: { 'credentials-iot:ThingName': naming.thingNames(slug) },
  }),
};
