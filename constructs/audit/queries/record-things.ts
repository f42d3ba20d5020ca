import type { Naming } from '../../../config/naming';
import { text } from './sql-text';

/** A parameter of requests that holds a name, and the ARN that ends in it, without partition. */
type NamedIn = readonly [path: string, arn: string];

/**
 * Parameters that name resources by something else than their ARN, by the service that records them. Each says the
 * truth whatever the caller writes elsewhere: a table that is called like a database makes no line about the database.
 */
const NAMED_IN: Readonly<Record<string, readonly NamedIn[]>> = {
  athena: [['$.workGroup', 'athena:{region}:{account}:workgroup/']],
  cloudformation: [['$.stackName', 'cloudformation:{region}:{account}:stack/']],
  events: [
    ['$.name', 'events:{region}:{account}:rule/'],
    ['$.rule', 'events:{region}:{account}:rule/'],
  ],
  glue: [
    ['$.databaseName', 'glue:{region}:{account}:database/'],
    ['$.databaseInput.name', 'glue:{region}:{account}:database/'],
  ],
  iam: [
    ['$.roleName', 'iam::{account}:role/'],
    ['$.userName', 'iam::{account}:user/'],
    ['$.policyName', 'iam::{account}:policy/'],
  ],
  iot: [
    ['$.thingName', 'iot:{region}:{account}:thing/'],
    ['$.policyName', 'iot:{region}:{account}:policy/'],
    ['$.roleAlias', 'iot:{region}:{account}:rolealias/'],
    ['$.thingTypeName', 'iot:{region}:{account}:thingtype/'],
  ],
  kms: [['$.aliasName', 'kms:{region}:{account}:']],
  logs: [['$.logGroupName', 'logs:{region}:{account}:log-group:']],
  s3: [
    ['$.key', 's3:::{bucket}/'],
    ['$.prefix', 's3:::{bucket}/'],
  ],
  ssm: [
    ['$.name', 'ssm:{region}:{account}:parameter'],
    ['$.path', 'ssm:{region}:{account}:parameter'],
    ['$.iamRole', 'iam::{account}:role/'],
  ],
};

/** Parameters that hold an ARN, whatever the service. */
const ARN_PATHS = ['$.policyArn', '$.roleArn', '$.keyId', '$.stackName', '$.logGroupIdentifier'];

/**
 * IAM's refusals name the resource in their message, and KMS records a key that was refused nowhere else. What stands
 * before it has no blanks, so that nobody writes another resource into it.
 */
const REFUSED = '^User: [^ ]+ is not authorized to perform: [^ ]+ on resource: "?(arn:[^" ]+)';

/** The service of a record: `s3` of `s3.amazonaws.com`. */
export const SERVICE = "split_part(eventsource, '.', 1)";

/**
 * The ARNs of everything that a record of the trail is about, as an array; some of them are NULL. It holds what the
 * record says, of every organization: a query for one organization has to filter it.
 */
export function thingsOfRecord(naming: Naming): string {
  const { partition } = naming.environment.region;
  const named = Object.entries(NAMED_IN).map(([service, names]) => {
    const arns = names.map(([path, arn]) => `${arnBefore(partition, arn)} || ${parameter(path)}`);
    return `WHEN ${text(service).sql} THEN ARRAY[${[...arns, ...special(service, partition)].join(', ')}]`;
  });
  return [
    'coalesce(transform(resources, r -> r.arn), ARRAY[])',
    `CASE ${SERVICE} ${named.join('\n')}\nWHEN 'sqs' THEN ARRAY[${queueArn(partition)}] ELSE ARRAY[] END`,
    `coalesce(${parameterArns(partition)}, ARRAY[])`,
    `ARRAY[${[...ARN_PATHS.map(parameter), `regexp_extract(errormessage, ${text(REFUSED).sql}, 1)`].join(', ')}]`,
  ].join('\n|| ');
}

/** A parameter of a request as text; NULL if it has none of this name. */
export function parameter(path: string): string {
  return `json_extract_scalar(requestparameters, ${text(path).sql})`;
}

/** What stands before a name in an ARN, out of the record's own account, Region and bucket. */
function arnBefore(partition: string, arn: string): string {
  const filled: Readonly<Record<string, string>> = {
    '{account}': 'recipientaccountid',
    '{bucket}': parameter('$.bucketName'),
    '{region}': 'awsregion',
  };
  return `arn:${partition}:${arn}`
    .split(/(\{\w+\})/)
    .filter((part) => part !== '')
    .map((part) => filled[part] ?? text(part).sql)
    .join(' || ');
}

/** What only one request of a service has, and is not simply a name. */
function special(service: string, partition: string): string[] {
  if (service === 's3') {
    const source = `url_decode(${parameter('$["x-amz-copy-source"]')})`;
    return [`${text(`arn:${partition}:s3:::`).sql} || regexp_replace(${source}, '^/', '')`];
  }
  if (service === 'glue') {
    // GetDatabase has no other parameter. Elsewhere it is the name of a table, which may be any.
    const before = arnBefore(partition, 'glue:{region}:{account}:database/');
    const isDatabase = "eventname IN ('GetDatabase', 'UpdateDatabase', 'DeleteDatabase')";
    return [`CASE WHEN ${isDatabase} THEN ${before} || ${parameter('$.name')} END`];
  }
  return [];
}

/** Of a queue's address, `https://<host>/<account>/<name>`. */
function queueArn(partition: string): string {
  const part = (number: number): string => `split_part(${parameter('$.queueUrl')}, '/', ${number})`;
  return `${arnBefore(partition, 'sqs:{region}:')} || ${part(4)} || ':' || ${part(5)}`;
}

/** Several parameters of Parameter Store in one request. */
function parameterArns(partition: string): string {
  const before = arnBefore(partition, 'ssm:{region}:{account}:parameter');
  const names = "TRY_CAST(json_extract(requestparameters, '$.names') AS array(varchar))";
  return `transform(CASE WHEN ${SERVICE} = 'ssm' THEN ${names} END, n -> ${before} || n)`;
}
