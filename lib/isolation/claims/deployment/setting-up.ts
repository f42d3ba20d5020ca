/**
 * What sets up resources and changes them, by service, as patterns of actions in lower case. AWS names nothing so that
 * shows, writes or deletes what is in them; every other action, known or future, is none of the deployment's.
 */
export const SET_UP: Readonly<Record<string, readonly string[]>> = {
  athena: ['athena:*workgroup', 'athena:*resource'],
  ecr: [
    'ecr:*repositor*',
    'ecr:*lifecyclepolicy',
    'ecr:*resource',
    'ecr:putimagescanning*',
    'ecr:putimagetag*',
  ],
  events: ['events:*rule', 'events:*targets', 'events:*agresource', 'events:listtags*'],
  // No partition, which is what a table holds, and no statistics of its columns.
  glue: [
    'glue:*database',
    'glue:createtable',
    'glue:deletetable',
    'glue:gettable',
    'glue:gettables',
    'glue:updatetable',
  ],
  // No credentials, groups or memberships, nothing about the account, and no boundary is taken off.
  iam: [
    'iam:get*',
    'iam:list*',
    'iam:*provider*',
    'iam:createpolicy*',
    'iam:deletepolicy*',
    'iam:createrole',
    'iam:deleterole',
    'iam:updaterole*',
    'iam:updateassumerolepolicy',
    'iam:putrolepolicy',
    'iam:deleterolepolicy',
    'iam:attachrolepolicy',
    'iam:attachuserpolicy',
    'iam:detachrolepolicy',
    'iam:detachuserpolicy',
    'iam:putrolepermissionsboundary',
    'iam:putuserpermissionsboundary',
    'iam:createuser',
    'iam:deleteuser',
    'iam:updateuser',
    'iam:*agrole',
    'iam:*aguser',
    'iam:passrole',
  ],
  iot: [
    'iot:createpolicy',
    'iot:deletepolicy',
    'iot:getpolicy',
    'iot:*policyversion*',
    'iot:*rolealias',
    'iot:*thingtype',
    'iot:*resource',
  ],
  kms: [
    'kms:*alias',
    'kms:createkey',
    'kms:cancelkeydeletion',
    'kms:schedulekeydeletion',
    'kms:describekey',
    'kms:*ablekey',
    'kms:*ablekeyrotation',
    'kms:getkeypolicy',
    'kms:getkeyrotationstatus',
    'kms:listresourcetags',
    'kms:putkeypolicy',
    'kms:tagresource',
    'kms:untagresource',
    'kms:updatekeydescription',
    // For ECR, which has a question of its own.
    'kms:creategrant',
    'kms:retiregrant',
  ],
  logs: [
    'logs:*loggroup',
    'logs:*kmskey',
    'logs:*retentionpolicy',
    'logs:*protectionpolicy',
    'logs:describeindexpolicies',
    'logs:*resource',
  ],
  // Where objects go by themselves is not among it: replicas, and inventories, which the role may only look at.
  s3: [
    's3:*tebucket',
    's3:deletebucketpolicy',
    's3:getbucket*',
    's3:get*configuration',
    's3:putbucket*',
    's3:putencryptionconfiguration',
    's3:putlifecycleconfiguration',
    's3:*agresource',
    's3:listtags*',
    // Whether a bucket is there is asked under it, too, which the handlers of S3 do.
    's3:listbucket',
  ],
  scheduler: ['scheduler:*schedule'],
  sqs: ['sqs:*tequeue', 'sqs:getqueueurl', 'sqs:*queueattributes', 'sqs:*queuetags', 'sqs:*agqueue'],
  // Of the version of the bootstrap, and of nothing else.
  ssm: ['ssm:getparameters'],
};

/** What takes no resource, or one of the account: settings, and lists of names. */
export const WITHOUT_NAME: readonly string[] = [
  'glue:*datacatalogencryptionsettings',
  'glue:*securityconfiguration',
  'kms:listaliases',
  'lakeformation:describe*',
  'lakeformation:listresources',
  'logs:describeloggroups',
  'logs:describeresourcepolicies',
];

/** Before a key exists it has no ARN; what it is tagged with has a question of its own. */
export const CREATING_KEYS: ReadonlySet<string> = new Set(['kms:createkey', 'kms:tagresource']);

/** Attaches policies to roles and users, and detaches them: users of any name get the policy of an organization. */
export const ATTACHING: ReadonlySet<string> = new Set([
  'iam:attachrolepolicy',
  'iam:attachuserpolicy',
  'iam:detachrolepolicy',
  'iam:detachuserpolicy',
]);
