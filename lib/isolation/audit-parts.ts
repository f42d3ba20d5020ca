import { TRAIL_TABLE, ORGANIZATION_AUDIT_TABLE } from '../../config/audit-tables';
import type { GuardedResource } from '../../packages/isolation-proof/src/model/guarded-resource';
import type { Model } from '../../packages/isolation-proof/src/model/model';
import type { Principal } from '../../packages/isolation-proof/src/model/principal';
import { isObject, type Json } from '../../packages/isolation-proof/src/templates/json';
import { resolveText } from '../../packages/isolation-proof/src/resources/resolve';
import { arnOf } from '../../packages/isolation-proof/src/templates/arn';
import type { TemplateResource } from '../../packages/isolation-proof/src/templates/template';
import type { Exception, Exposure } from '../../packages/isolation-proof/src/tenancy/tenancy';

/** A trail of no organization, with where it is kept. What is not known before deployment is undefined. */
export interface TrailParts {
  readonly trail: TemplateResource;
  readonly arn: string;
  /** ARN of the bucket. */
  readonly bucketArn: string | undefined;
  readonly bucket: GuardedResource | undefined;
  readonly key: GuardedResource | undefined;
  /** The one platform role that reads it. */
  readonly auditorArn: string;
  /** The role of each organization that delivers its part of it, whether there is one or not. */
  readonly deliveryArn: (owner: string) => string;
}

const CLOUDTRAIL = 'cloudtrail.amazonaws.com';
const SCHEDULER = 'scheduler.amazonaws.com';

/**
 * The trails of the audit, by two marks: the name of the bucket, which may not be known, or the name of the stack. Another
 * trail, which an engineer adds for something else, is none of it.
 */
export function trailsOf({
  stacks,
  guarded,
  ownership,
}: Pick<Model, 'stacks' | 'guarded' | 'ownership'>): TrailParts[] {
  const trails = stacks
    .flatMap(({ resources }) => [...resources.values()])
    .filter(
      (resource) =>
        resource.type === 'AWS::CloudTrail::Trail' &&
        ownership.of(resource) === undefined &&
        isOfAudit(resource),
    );
  return trails.map((trail) => {
    const { properties } = trail;
    const name = textOf(properties['TrailName'], trail) ?? '';
    const bucketName = textOf(properties['S3BucketName'], trail);
    const bucketArn =
      bucketName === undefined ? undefined : `arn:${trail.stack.partition}:s3:::${bucketName}`;
    const keyName = textOf(properties['KMSKeyId'], trail);
    const roleArn = (use: string): string =>
      `arn:${trail.stack.partition}:iam::${trail.stack.account}:role/${name}-${use}`;
    return {
      trail,
      arn: arnOf(trail, 'cloudtrail', `trail/${name}`),
      bucketArn,
      bucket: guarded.find(({ kind, arn }) => kind === 'bucket' && arn === bucketArn),
      key: keyName === undefined ? undefined : keyNamed(keyName, stacks, guarded),
      auditorArn: roleArn('auditor'),
      deliveryArn: (owner) => roleArn(`${owner}--audit`),
    };
  });
}

function isOfAudit(trail: TemplateResource): boolean {
  const bucketName = textOf(trail.properties['S3BucketName'], trail);
  return (
    bucketName === undefined ||
    /-audit-\d{12}-[a-z0-9-]+-an$/.test(bucketName) ||
    trail.stack.name.endsWith('-audit')
  );
}

/** By its ARN, or by the ARN of an alias, whose resource says which key it is of. */
function keyNamed(
  text: string,
  stacks: Model['stacks'],
  guarded: readonly GuardedResource[],
): GuardedResource | undefined {
  const alias = stacks
    .flatMap(({ resources }) => [...resources.values()])
    .find((resource) => resource.type === 'AWS::KMS::Alias' && aliasArn(resource) === text);
  const id = alias === undefined ? undefined : textOf(alias.properties['TargetKeyId'], alias);
  return guarded.find(
    ({ kind, arn, source }) =>
      kind === 'key' && (arn === text || (source.stack === alias?.stack && arn.endsWith(`:key/${id ?? ''}`))),
  );
}

function aliasArn(alias: TemplateResource): string | undefined {
  const name = textOf(alias.properties['AliasName'], alias);
  return name === undefined ? undefined : arnOf(alias, 'kms', name);
}

/** Buckets that workgroups of no organization put results into: of questions about the trail. */
export function auditResultBuckets({ stacks, ownership }: Model): string[] {
  return stacks
    .flatMap(({ resources }) => [...resources.values()])
    .filter((resource) => resource.type === 'AWS::Athena::WorkGroup' && ownership.of(resource) === undefined)
    .flatMap((workgroup) => {
      const configuration = workgroup.properties['WorkGroupConfiguration'];
      const results = isObject(configuration) ? configuration['ResultConfiguration'] : undefined;
      const location = textOf(isObject(results) ? results['OutputLocation'] : undefined, workgroup);
      const name = /^s3:\/\/([^/]+)\//.exec(location ?? '')?.[1];
      return name === undefined ? [] : [`arn:${workgroup.stack.partition}:s3:::${name}`];
    });
}

/** Whether a role is called as that which delivers an organization its part of the trail. */
export function isCalledAuditDelivery({ kind, owner, arn }: Principal): boolean {
  return kind === 'role' && owner !== undefined && arn.endsWith(`-${owner}--audit`);
}

/** The same, and schedules act under it: by two marks, so that a role that loses one of them is judged like every other role. */
export function isAuditDelivery(principal: Principal): boolean {
  return (
    isCalledAuditDelivery(principal) &&
    principal.trust.some(({ principals }) => principals?.services.includes(SCHEDULER) === true)
  );
}

const BECAUSE =
  'it begins the one query that its schedule holds, which is the text that the platform makes for its organization: see the claim audit-delivery';

/** What roles of delivery read of the trail, which is about all organizations. */
export function exceptionsForDelivery(model: Model): Exception[] {
  const deliveries = model.principals.filter(isAuditDelivery);
  return trailsOf(model).flatMap(({ trail, bucketArn, key }) =>
    deliveries.flatMap(({ arn: principal }): Exception[] => {
      const except = (actions: readonly string[], resources: readonly string[]): Exception => ({
        principal,
        actions,
        resources,
        because: BECAUSE,
      });
      return [
        ...(bucketArn === undefined
          ? []
          : [
              except(['s3:getobject'], [`${bucketArn}/AWSLogs/${trail.stack.account}/CloudTrail/*`]),
              except(['s3:listbucket'], [bucketArn]),
            ]),
        ...(key === undefined ? [] : [except(['kms:decrypt'], [key.arn])]),
        ...auditDatabases(model).map(({ database, of }) =>
          except(
            ['glue:getdatabase', 'glue:gettable'],
            [
              arnOf(of, 'glue', `database/${database}`),
              arnOf(of, 'glue', `table/${database}/${TRAIL_TABLE}`),
            ],
          ),
        ),
      ];
    }),
  );
}

/**
 * What crosses the account because the environment keeps its trail in another one ("separateAccount"): CloudTrail writes
 * there for the one trail, and the roles that read it are of the environment's account.
 */
export function exposuresOfArchive(model: Model): Exposure[] {
  return trailsOf(model).flatMap(({ trail, bucket, key, bucketArn }): Exposure[] => {
    const bucketResource = model.stacks
      .flatMap(({ resources }) => [...resources.values()])
      .find(
        (resource) =>
          resource.type === 'AWS::S3::Bucket' &&
          bucketArn?.endsWith(`:::${textOf(resource.properties['BucketName'], resource) ?? ''}`) === true,
      );
    const { account } = trail.stack;
    if (bucket === undefined || bucketResource === undefined || bucket.source.stack.account === account)
      return [];
    const because = 'the environment keeps its trail in this account, with "separateAccount"';
    const open = (construct: string, to: string, ...actions: readonly string[]): Exposure => ({
      construct,
      to,
      actions,
      because,
    });
    const reading = ['s3:getbucketlocation', 's3:getobject', 's3:listbucket'];
    return [
      open(bucketResource.path, CLOUDTRAIL, 's3:getbucketacl', 's3:putobject'),
      open(bucketResource.path, account, ...reading),
      ...(key === undefined
        ? []
        : [
            open(key.source.path, CLOUDTRAIL, 'kms:describekey', 'kms:generatedatakey'),
            open(key.source.path, account, 'kms:decrypt', 'kms:generatedatakey'),
          ]),
    ];
  });
}

/** The databases that are no organization's and beside a trail: those of its tables. */
function auditDatabases({ stacks, ownership }: Model): { database: string; of: TemplateResource }[] {
  return stacks
    .map(({ resources }) => [...resources.values()])
    .filter((resources) => resources.some(({ type }) => type === 'AWS::CloudTrail::Trail'))
    .flat()
    .filter((resource) => resource.type === 'AWS::Glue::Database' && ownership.of(resource) === undefined)
    .flatMap((of) => {
      const input = of.properties['DatabaseInput'];
      const database = textOf(isObject(input) ? input['Name'] : undefined, of);
      return database === undefined ? [] : [{ database, of }];
    });
}

/** Whether a shared bucket holds organizations' own parts of the trail. Its name says so, before S3's suffix. */
export function isForOrganizationAudit({ arn, source: { stack } }: GuardedResource): boolean {
  return arn.endsWith(`-org-${ORGANIZATION_AUDIT_TABLE}-${stack.account}-${stack.region}-an`);
}

export function textOf(value: Json | undefined, { stack }: TemplateResource): string | undefined {
  return value === undefined ? undefined : resolveText(value, stack);
}
