import type { StackEnvironment } from '../templates/template';
import { plainDomain } from './domain-names';
import type { TextForm } from './described-flow';
import { scalableArn } from './scalable-resources';

/** What the text of a property names. */
export type NamedThing =
  | { readonly kind: 'arn'; readonly arn: string }
  /** What `Ref` of a resource gives. */
  | { readonly kind: 'ref'; readonly ref: string }
  /** A name in DNS, without what does not tell one from another. */
  | { readonly kind: 'domain'; readonly domain: string }
  /** The API of a service of AWS, which is called with the rights of a role or of the caller. */
  | { readonly kind: 'service' }
  /** Something outside AWS, or that no template can make. */
  | { readonly kind: 'elsewhere' };

const ELSEWHERE: NamedThing = { kind: 'elsewhere' };
const SERVICE: NamedThing = { kind: 'service' };

/**
 * What EventBridge Scheduler calls under the role of a schedule, whichever service it is of.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-universal.html
 */
const SCHEDULED_CALL = /^arn:[^:]+:scheduler:::aws-sdk:/;

/** An alias of a key that a service has in the account for itself: nobody has rights to it but by that service. */
const KEY_OF_AWS = /^arn:[^:]+:kms:[^:]*:[^:]*:alias\/aws\//;

const BUCKET_DOMAIN = /^(.+)\.s3[.-](?:.*\.)?amazonaws\.com(?:\.cn)?$/;

/** ARNs of a Region by the name of what they are of. */
const BY_NAME: Readonly<Partial<Record<TextForm, readonly [service: string, prefix: string]>>> = {
  'build-project': ['codebuild', 'project/'],
  'delivery-stream-name': ['firehose', 'deliverystream/'],
  'endpoint-config': ['sagemaker', 'endpoint-config/'],
  'event-bus': ['events', 'event-bus/'],
  'eks-cluster': ['eks', 'cluster/'],
  'graphql-api': ['appsync', 'apis/'],
  'log-group-name': ['logs', 'log-group:'],
  'stream-name': ['kinesis', 'stream/'],
  'vault-name': ['backup', 'backup-vault:'],
  function: ['lambda', 'function:'],
  'lifecycle-config': ['sagemaker', 'notebook-instance-lifecycle-config/'],
  model: ['sagemaker', 'model/'],
  secret: ['secretsmanager', 'secret:'],
  topic: ['sns', ''],
};

/**
 * What a text names that stands where something of a form is expected. A name is one of the account and the
 * Region of the stack.
 */
export function thingNamed(text: string, form: TextForm, stack: StackEnvironment): NamedThing {
  if (form === 'integration-uri') return integration(text);
  if (form === 'elsewhere') return ELSEWHERE;
  if (SCHEDULED_CALL.test(text) || KEY_OF_AWS.test(text)) return SERVICE;
  if (text.startsWith('arn:')) return { kind: 'arn', arn: text };
  switch (form) {
    case 'ref':
      return { kind: 'ref', ref: text };
    case 'security-group':
      // The default group of a network is a part of it.
      return { kind: 'ref', ref: text.replace(/\/default$/, '') };
    case 'bucket-name':
      return bucket(text, stack);
    case 'kms-key':
      return text.startsWith('alias/aws/') ? SERVICE : { kind: 'ref', ref: text };
    case 'lake-principal':
      // Whom policies let in: https://docs.aws.amazon.com/lake-formation/latest/dg/hybrid-access-mode.html
      return text === 'IAM_ALLOWED_PRINCIPALS' ? SERVICE : ELSEWHERE;
    case 'domain-name':
    case 'canonical-name':
      return behindDomain(text, stack);
    case 'scalable-resource':
      return scalableResource(text, stack);
    case 'bucket-domain':
      return bucketOf(BUCKET_DOMAIN, text, stack);
    case 's3-uri':
      return bucketOf(/^s3[an]?:\/\/(.+)$/, text, stack);
    case 'token-issuer':
      return userPool(text, stack);
    case 'queue-url':
      return queue(text, stack);
    case 'capacity-provider':
      return /^FARGATE(?:_SPOT)?$/.test(text) ? SERVICE : { kind: 'ref', ref: text };
    case 'endpoint-service':
      return /^(?:com\.amazonaws|aws)\.(?!vpce\.)/.test(text) ? SERVICE : ELSEWHERE;
    default:
      return byName(text, form, stack);
  }
}

function byName(text: string, form: TextForm, stack: StackEnvironment): NamedThing {
  const [service, prefix] = BY_NAME[form] ?? [];
  if (service === undefined || prefix === undefined) return ELSEWHERE;
  // A function may be written as `account:function:name`, too.
  const [, account = stack.account, name = text] = /^(\d{12}):function:(.+)$/.exec(text) ?? [];
  return {
    kind: 'arn',
    arn: `arn:${stack.partition}:${service}:${stack.region}:${account}:${prefix}${name}`,
  };
}

function bucket(name: string, { partition }: StackEnvironment): NamedThing {
  return { kind: 'arn', arn: `arn:${partition}:s3:::${name}` };
}

function bucketOf(form: RegExp, text: string, stack: StackEnvironment): NamedThing {
  const name = form.exec(text)?.[1];
  return name === undefined ? ELSEWHERE : bucket(name, stack);
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-queue-message-identifiers.html */
function queue(url: string, { partition }: StackEnvironment): NamedThing {
  const [, region, account, name] = /^https:\/\/sqs\.([^./]+)\.[^/]+\/([^/]+)\/([^/]+)$/.exec(url) ?? [];
  return name === undefined
    ? ELSEWHERE
    : { kind: 'arn', arn: `arn:${partition}:sqs:${region ?? ''}:${account ?? ''}:${name}` };
}

/** https://docs.aws.amazon.com/general/latest/gr/s3.html */
const WEBSITES_OF_S3 = /^s3-website[.-]/;

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-call-api.html */
const API_DOMAIN = /^([^.]+|\(.+\))\.execute-api\./;

function behindDomain(text: string, stack: StackEnvironment): NamedThing {
  // The bucket is the one that is called as the record is.
  if (WEBSITES_OF_S3.test(text)) return SERVICE;
  const ofBucket = bucketOf(BUCKET_DOMAIN, text, stack);
  if (ofBucket.kind === 'arn') return ofBucket;
  const api = API_DOMAIN.exec(text)?.[1];
  return api === undefined ? { kind: 'domain', domain: plainDomain(text) } : { kind: 'ref', ref: api };
}

function scalableResource(text: string, stack: StackEnvironment): NamedThing {
  const arn = scalableArn(text, stack);
  return arn === undefined ? ELSEWHERE : { kind: 'arn', arn };
}

/** https://docs.aws.amazon.com/cognito/latest/developerguide/federation-endpoints.html */
function userPool(issuer: string, { partition, account }: StackEnvironment): NamedThing {
  const [, region, id] =
    /^https:\/\/cognito-idp\.([^./]+)\.amazonaws\.com(?:\.cn)?\/(.+)$/.exec(issuer) ?? [];
  return id === undefined
    ? ELSEWHERE
    : { kind: 'arn', arn: `arn:${partition}:cognito-idp:${region ?? ''}:${account}:userpool/${id}` };
}

/** https://docs.aws.amazon.com/apigateway/latest/api/API_Integration.html */
function integration(uri: string): NamedThing {
  const [, arn] = /:lambda:path\/[^/]+\/functions\/(.+)\/invocations$/.exec(uri) ?? [];
  if (arn !== undefined) return { kind: 'arn', arn };
  if (/^arn:[^:]+:apigateway:/.test(uri)) return SERVICE;
  return uri.startsWith('arn:') ? { kind: 'arn', arn: uri } : ELSEWHERE;
}
