import { LISTINGS } from '../../packages/isolation-proof/src/policies/action-groups';
import { auditResultBuckets, exceptionsForDelivery, exposuresOfArchive, trailsOf } from './audit-parts';
import { exposuresOfIncidents } from './break-glass';
import { thingNameOf } from '../../packages/data-hub/src/hub-name';
import { isObject, type Json } from '../../packages/isolation-proof/src/templates/json';
import type { Model } from '../../packages/isolation-proof/src/model/model';
import { arnsIn } from '../../packages/isolation-proof/src/tenancy/own-arns';
import type { Common, Destination, Tenancy } from '../../packages/isolation-proof/src/tenancy/tenancy';
import type { GuardedResource } from '../../packages/isolation-proof/src/model/guarded-resource';
import { tagsOf } from '../../packages/isolation-proof/src/model/tags';
import { arnOf } from '../../packages/isolation-proof/src/templates/arn';
import { resolveText } from '../../packages/isolation-proof/src/resources/resolve';
import type { TemplateResource } from '../../packages/isolation-proof/src/templates/template';
import { externalOperators } from './operators/external-operators';
import { SSM_AGENT_WITHOUT_RESOURCE } from './ssm-agent';

/** The tag that names the environment: the first part of every parameter path. */
export const ENVIRONMENT_TAG = 'environment';

/** Reads off the templates what is shared and what is whose. */
export function readTenancy(model: Model): Tenancy {
  const { stacks, guarded, ownership } = model;
  const resources = stacks.flatMap((stack) => [...stack.resources.values()]);
  const logged = new Set([
    ...resources.flatMap((resource) => [...accessLogDestination(resource), ...trailDestination(resource)]),
    ...auditResultBuckets(model),
  ]);
  const shared = guarded.filter(({ kind, owner }) => kind === 'bucket' && owner === undefined);
  const dataBuckets = shared.filter(({ arn }) => !logged.has(arn));
  const byOwner = new Map<string, TemplateResource[]>();
  for (const resource of resources) {
    const owner = ownership.of(resource);
    if (owner !== undefined) byOwner.set(owner, [...(byOwner.get(owner) ?? []), resource]);
  }
  const ownSecrets = once((organization) => {
    const paths = (byOwner.get(organization) ?? []).flatMap((resource) => {
      const environment = tagsOf(resource).get(ENVIRONMENT_TAG);
      return environment === undefined
        ? []
        : [arnOf(resource, 'ssm', `parameter/${environment}/${organization}/connectors/*`)];
    });
    return [...new Set(paths)];
  });
  return {
    dataBuckets,
    logBuckets: shared.filter(({ arn }) => logged.has(arn)),
    ownSecrets,
    ownResources: once((organization) => [
      ...dataBuckets.map(({ arn }) => `${arn}/${organization}/*`),
      ...ownSecrets(organization),
      ...thingsOf(resources, organization),
      ...(byOwner.get(organization) ?? []).flatMap(arnsIn),
    ]),
    taggedResources: taggedResourcesOf(resources),
    partitions: [],
    destinations: alarmAddresses(resources),
    exposed: [
      ...externalOperators(resources, ownership),
      ...exposuresOfArchive(model),
      ...exposuresOfIncidents(model),
    ],
    exceptions: exceptionsForDelivery(model),
    recordKeys: trailsOf(model).flatMap(({ trail, bucket, key }) => [
      ...(key === undefined ? [] : [key]),
      // What is found in a trail that is kept elsewhere lies under a key beside it.
      ...guarded.filter(
        ({ kind, owner, source }) =>
          kind === 'key' &&
          owner === undefined &&
          source.stack === trail.stack &&
          bucket !== undefined &&
          bucket.source.stack !== trail.stack,
      ),
    ]),
    commons: commonsOf(
      resources,
      shared,
      guarded.filter(({ kind, owner }) => kind === 'repository' && owner === undefined),
    ),
  };
}

/** The same of each organization, found out when it is first asked for. */
function once(
  read: (organization: string) => readonly string[],
): (organization: string) => readonly string[] {
  const known = new Map<string, readonly string[]>();
  return (organization) => {
    const found = known.get(organization) ?? read(organization);
    known.set(organization, found);
    return found;
  };
}

/** Things of an organization, with their shadows: hubs, which are enrolled later. No two slugs share a beginning that ends in `--`. */
function thingsOf([anyResource]: readonly TemplateResource[], organization: string): string[] {
  return anyResource === undefined
    ? []
    : [arnOf(anyResource, 'iot', `thing/${thingNameOf(organization, '*')}`)];
}

/** The bucket that S3 records access to a bucket in. */
export function accessLogDestination(resource: TemplateResource): string[] {
  const { LoggingConfiguration: logging } = resource.properties;
  return isObject(logging) ? bucketArn(logging['DestinationBucketName'], resource) : [];
}

/** The bucket that CloudTrail records the calls of the account in. */
function trailDestination(resource: TemplateResource): string[] {
  const { type, properties } = resource;
  return type === 'AWS::CloudTrail::Trail' ? bucketArn(properties['S3BucketName'], resource) : [];
}

/** An address of e-mail, and nothing else that a subscription can send to. */
const E_MAIL = /^[^@:\s]+@[^@:\s]+$/;

/** People whom the environment names, to be told of incidents: an alarm says who did what, and holds no data. */
function alarmAddresses(resources: readonly TemplateResource[]): Destination[] {
  return resources.flatMap(({ type, properties, stack }) => {
    if (type !== 'AWS::SNS::Subscription' || properties['Protocol'] !== 'email') return [];
    const topic = resolveText(properties['TopicArn'] ?? '', stack);
    const address = resolveText(properties['Endpoint'] ?? '', stack);
    if (topic?.endsWith('-incidents') !== true || address === undefined || !E_MAIL.test(address)) return [];
    return [
      { resources: [address], because: 'alarms of break-glass go to people by e-mail, and hold no data' },
    ];
  });
}

function bucketArn(name: Json | undefined, { stack }: TemplateResource): string[] {
  const text = name === undefined ? undefined : resolveText(name, stack);
  return text === undefined ? [] : [`arn:${stack.partition}:s3:::${text}`];
}

function commonsOf(
  [anyResource]: readonly TemplateResource[],
  buckets: readonly GuardedResource[],
  repositories: readonly GuardedResource[],
): Common[] {
  if (anyResource === undefined) return [];
  return [
    {
      actions: ['ecr:getauthorizationtoken'],
      resources: ['*'],
      because: 'the login takes no resource, and its token opens what the other statements allow',
    },
    {
      actions: ['ecr:batchchecklayeravailability', 'ecr:batchgetimage', 'ecr:getdownloadurlforlayer'],
      resources: [
        arnOf(anyResource, 'ecr', 'repository/data-connector-*'),
        arnOf(anyResource, 'ecr', 'repository/pipeline-*'),
        ...repositories.map(({ arn }) => arn),
      ],
      because: "images of connectors and pipelines are the platform's",
    },
    {
      actions: ['s3:getbucketlocation', ...LISTINGS.patterns],
      resources: buckets.map(({ arn }) => arn),
      because: 'where a bucket is says nothing of what is in it; listings are asked about by their prefix',
    },
    {
      actions: [
        'athena:getdatacatalog',
        'athena:getdatabase',
        'athena:gettablemetadata',
        'athena:listtablemetadata',
      ],
      resources: [arnOf(anyResource, 'athena', 'datacatalog/AwsDataCatalog')],
      because: 'Glue decides on each database and table',
    },
    {
      actions: [
        'glue:batchcreatepartition',
        'glue:batchdeletepartition',
        'glue:batchgetpartition',
        'glue:batchupdatepartition',
        'glue:createpartition',
        'glue:createtable',
        'glue:deletepartition',
        'glue:deletetable',
        'glue:getdatabase',
        'glue:getpartition',
        'glue:getpartitions',
        'glue:gettable',
        'glue:gettables',
        'glue:updatepartition',
        'glue:updatetable',
      ],
      resources: [arnOf(anyResource, 'glue', 'catalog')],
      because: 'Glue decides on each database and table',
    },
    {
      actions: ['glue:getdatabase'],
      resources: ['default', 'global_temp'].map((name) => arnOf(anyResource, 'glue', `database/${name}`)),
      because: 'Athena and Spark ask for databases that belong to nobody; that shows no tables',
    },
    {
      actions: ['ssm:describedocument', 'ssm:getdocument'],
      resources: [awsDocuments(anyResource)],
      because: 'AWS keeps these documents, in no account',
    },
    {
      actions: SSM_AGENT_WITHOUT_RESOURCE.map((action) => action.toLowerCase()),
      resources: ['*'],
      because: 'Systems Manager binds these to the node that calls, IAM does not: an assumption of the proof',
    },
  ];
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html */
const TAGGED_KINDS = ['association', 'document', 'managed-instance'];

function taggedResourcesOf([anyResource]: readonly TemplateResource[]): string[] {
  return anyResource === undefined ? [] : TAGGED_KINDS.map((kind) => arnOf(anyResource, 'ssm', `${kind}/*`));
}

function awsDocuments({ stack: { partition, region } }: TemplateResource): string {
  return `arn:${partition}:ssm:${region}::document/AWS-*`;
}
