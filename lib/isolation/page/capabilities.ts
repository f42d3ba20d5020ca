import type { ActionsByCapability } from '../../../packages/isolation-proof/src/matrix/capabilities';

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html */
export const PARAMETER_ACTIONS = {
  fetch: { patterns: ['ssm:get*parameter*'] },
  write: { patterns: ['ssm:put*parameter*', 'ssm:delete*parameter*', 'ssm:*label*parameter*'] },
} satisfies ActionsByCapability;

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html */
export const NODE_ACTIONS = {
  read: { patterns: ['ssm:describe*', 'ssm:getdocument'] },
  write: { patterns: ['ssm:create*', 'ssm:delete*', 'ssm:putcompliance*', 'ssm:update*'] },
  list: { patterns: ['ssm:list*'] },
  run: { patterns: ['ssm:resume*', 'ssm:send*', 'ssm:start*', 'ssm:stop*', 'ssm:terminate*'] },
} satisfies ActionsByCapability;

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonathena.html */
export const WORKGROUP_ACTIONS = {
  read: { patterns: ['athena:batchget*', 'athena:get*'] },
  write: { patterns: ['athena:create*', 'athena:delete*', 'athena:put*', 'athena:update*'] },
  list: { patterns: ['athena:list*'] },
  run: { patterns: ['athena:start*', 'athena:stop*', 'athena:terminate*'] },
} satisfies ActionsByCapability;

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsglue.html */
export const TABLE_ACTIONS = {
  read: { patterns: ['glue:batchget*', 'glue:get*', 'glue:search*'] },
  write: {
    patterns: [
      'glue:batchcreate*',
      'glue:batchdelete*',
      'glue:batchput*',
      'glue:batchupdate*',
      'glue:create*',
      'glue:delete*',
      'glue:put*',
      'glue:update*',
    ],
  },
} satisfies ActionsByCapability;

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerregistry.html */
export const IMAGE_ACTIONS = {
  read: { patterns: ['ecr:batchgetimage', 'ecr:getdownloadurlforlayer'] },
  write: {
    patterns: [
      'ecr:batchdelete*',
      'ecr:completelayerupload',
      'ecr:delete*',
      'ecr:initiatelayerupload',
      'ecr:put*',
      'ecr:uploadlayerpart',
    ],
  },
  list: { patterns: ['ecr:describeimages', 'ecr:listimages'] },
} satisfies ActionsByCapability;

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html */
export const QUEUE_ACTIONS = {
  read: { patterns: ['sqs:receive*'] },
  write: { patterns: ['sqs:change*', 'sqs:delete*', 'sqs:purge*', 'sqs:send*', 'sqs:start*'] },
  list: { patterns: ['sqs:getqueue*', 'sqs:list*'] },
} satisfies ActionsByCapability;

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html */
export const LOG_ACTIONS = {
  read: { patterns: ['logs:filter*', 'logs:get*', 'logs:start*', 'logs:unmask'] },
  write: { patterns: ['logs:create*', 'logs:delete*', 'logs:put*'] },
  list: { patterns: ['logs:describe*', 'logs:list*'] },
} satisfies ActionsByCapability;

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsiot.html */
export const ROLE_ALIAS_ACTIONS = {
  assume: { patterns: ['iot:assumerolewithcertificate'] },
} satisfies ActionsByCapability;
