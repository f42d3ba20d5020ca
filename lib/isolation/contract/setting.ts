import type { Setting } from '../../../packages/isolation-proof/src/contract/setting';
import type { GuardedResource } from '../../../packages/isolation-proof/src/model/guarded-resource';
import type { Model } from '../../../packages/isolation-proof/src/model/model';
import type { Subject } from '../../../packages/isolation-proof/src/model/principal';
import type { TenantModel } from '../../../packages/isolation-proof/src/tenancy/tenancy';
import { partsOf } from '../../../packages/isolation-proof/src/model/tenant-parts';
import type { Requesters } from '../../../packages/isolation-proof/src/contract/requesters';
import { isObject, listOf } from '../../../packages/isolation-proof/src/templates/json';
import { resolveText } from '../../../packages/isolation-proof/src/resources/resolve';
import type {
  StackTemplate,
  TemplateResource,
} from '../../../packages/isolation-proof/src/templates/template';
import { TRAIL_TABLE } from '../../../config/audit-tables';
import { OPERATOR_USES } from '../operators/operator-uses';
import { deploymentRoles } from '../deployment-role';
import { accessLogDestination } from '../tenancy';
import { isPipeline, type Kind } from '../principal-kinds';
import { inventedNames, type OrganizationNames, readOrganization } from './names';
import { isOutsider } from '../../../packages/isolation-proof/src/decide/request';
import { isForOrganizationAudit, textOf, trailsOf } from '../audit-parts';
import { arnOf } from '../../../packages/isolation-proof/src/templates/arn';
import type { Fixtures, SharedNames, TrailNames } from './fixtures';
import { signInsOf } from './sign-ins';

/**
 * Puts together what an organization's requests are made of.
 * @returns names that its templates do not give, if there are any
 */
export function settingOf(
  evidence: TenantModel,
  slug: string,
  requesters: Requesters<Kind>,
): Setting<Fixtures> | { readonly missing: readonly string[] } {
  const own = readOrganization(evidence, slug);
  if ('missing' in own) return own;
  const revokedCertificate = revokedIn(principalsOf(requesters, 'hub'));
  if (revokedCertificate === undefined) return { missing: ['revokedCertificate'] };
  const fixtures = {
    own: own.names,
    other: otherThan(evidence, own.names),
    shared: sharedNames(evidence),
    hubRoleArns: principalsOf(requesters, 'hub').map(({ arn }) => arn),
    nodeRoleArns: principalsOf(requesters, 'node').map(({ arn }) => arn),
    signIns: partsOf(evidence.model, slug).principals.flatMap((principal) =>
      signInsOf(principal, evidence.model),
    ),
    auditDeliveryRoleArns: principalsOf(requesters, 'audit-delivery').map(({ arn }) => arn),
    analystRoleArns: principalsOf(requesters, 'analyst').map(({ arn }) => arn),
    pipelineRoleArns: pipelineRoles(evidence, slug),
    operators: new Set(OPERATOR_USES.filter((use) => principalsOf(requesters, use).length > 0)),
    deployedEnvironment: deploymentRoles(evidence.model)[0]?.environment,
    revokedCertificate,
  };
  return { fixtures, isSuspended: own.isSuspended };
}

function principalsOf(requesters: Requesters<Kind>, kind: Kind): Subject[] {
  return (requesters.get(kind) ?? []).flatMap((requester) => (isOutsider(requester) ? [] : [requester]));
}

/** Pipeline roles of an organization by the principals of services that they trust. */
function pipelineRoles({ model }: TenantModel, slug: string): ReadonlyMap<string, readonly string[]> {
  const roles = new Map<string, string[]>();
  for (const { arn, trust } of partsOf(model, slug).principals.filter(isPipeline)) {
    for (const service of trust.flatMap(({ principals }) => principals?.services ?? [])) {
      if (service !== undefined) roles.set(service, [...(roles.get(service) ?? []), arn]);
    }
  }
  return roles;
}

/**
 * A certificate that a policy of revocations names. The policy stands apart from the role's others, so that
 * revoking rewrites it alone, and it always names one at least: a Deny without a value denies nobody.
 */
function revokedIn(hubs: readonly Subject[]): string | undefined {
  return hubs
    .flatMap(({ identity }) => identity)
    .filter(({ effect, source }) => effect === 'Deny' && source.type === 'AWS::IAM::RolePolicy')
    .flatMap(({ conditions }) => conditions.filter(({ key }) => key === 'credentials-iot:awscertificateid'))
    .flatMap(({ values }) => values)
    .find((value) => value !== undefined);
}

/** Another organization, best one whose slug goes on where this one's ends. */
function otherThan(evidence: TenantModel, names: OrganizationNames): OrganizationNames {
  const others = evidence.model.ownership.tenants.filter((slug) => slug !== names.slug);
  const slug = others.find((text) => text.startsWith(names.slug)) ?? others[0];
  const other = slug === undefined ? undefined : readOrganization(evidence, slug);
  return other === undefined || 'missing' in other
    ? inventedNames(names, sharedNames(evidence).platformKeyArn)
    : other.names;
}

const sharedOf = new WeakMap<Model, SharedNames>();

function sharedNames(evidence: TenantModel): SharedNames {
  const names = sharedOf.get(evidence.model) ?? readSharedNames(evidence);
  sharedOf.set(evidence.model, names);
  return names;
}

function readSharedNames({ model, tenancy }: TenantModel): SharedNames {
  const [stack] = model.stacks;
  if (stack === undefined) throw new RangeError('a model without stacks has no organizations');
  const arn = (service: string, resource: string): string =>
    ['arn', stack.partition, service, stack.region, stack.account, resource].join(':');
  const shared = model.guarded.filter(({ owner }) => owner === undefined);
  const repositories = shared.filter(({ kind }) => kind === 'repository').map((repository) => repository.arn);
  // An environment may have none of its own yet.
  const repositoriesNamed = (prefix: string): string[] => {
    const found = repositories.filter((repository) => repository.includes(`:repository/${prefix}`));
    return found.length > 0 ? found : [arn('ecr', `repository/${prefix}example`)];
  };
  const resources = model.stacks.flatMap((one) => [...one.resources.values()]);
  const accessLogs = new Set(resources.flatMap(accessLogDestination));
  const accessLogBuckets = tenancy.logBuckets.filter(({ arn: bucket }) => accessLogs.has(bucket));
  const dataBucketArns = tenancy.dataBuckets.map((bucket) => bucket.arn);
  const recorded = resources.flatMap((resource) => recordedBucket(resource, accessLogBuckets));
  const enrolment = enrolmentRoleAlias(model);
  const platformKey = shared.find((key) => key.kind === 'key' && tenancy.recordKeys?.includes(key) !== true);
  return {
    account: stack.account,
    connectorRepositoryArns: repositoriesNamed('data-connector-'),
    pipelineRepositoryArns: repositoriesNamed('pipeline-'),
    otherRepositoryArn: arn('ecr', 'repository/example'),
    catalogArn: arn('glue', 'catalog'),
    dataCatalogArn: arn('athena', 'datacatalog/AwsDataCatalog'),
    enrolmentRoleAliasArn: enrolment?.aliasArn ?? arn('iot', 'rolealias/example'),
    enrolmentRoleArns: enrolment?.roleArn === undefined ? [] : [enrolment.roleArn],
    platformKeyArn: platformKey?.arn ?? arn('kms', 'key/example'),
    dataBucketArns,
    recordedBucketArns: [...new Set([...dataBucketArns, ...recorded])],
    logBucketArns: accessLogBuckets.map((bucket) => bucket.arn),
    logKeyArns: accessLogBuckets.flatMap(({ source }) => encryptionKeyOf(source) ?? []),
    trails: trailNames(model),
    organizationAuditBucketArns: tenancy.dataBuckets
      .filter(isForOrganizationAudit)
      .map((bucket) => bucket.arn),
    throughQueues: serviceIn(stack, 'sqs'),
    throughEcr: serviceIn(stack, 'ecr'),
    throughS3: serviceIn(stack, 's3'),
    throughParameterStore: serviceIn(stack, 'ssm'),
    defaultDatabaseArn: arn('glue', 'database/default'),
    globalTempDatabaseArn: arn('glue', 'database/global_temp'),
    taskArn: arn('ecs', 'task/example/0123456789abcdef0123456789abcdef'),
    applicationArn: arn('emr-serverless', '/applications/00example'),
    managedNodeArn: arn('ssm', 'managed-instance/mi-0123456789abcdef0'),
    associationArn: arn('ssm', 'association/01234567-89ab-cdef-0123-456789abcdef'),
    documentArn: arn('ssm', 'document/example'),
    awsDocumentArn: `arn:${stack.partition}:ssm:${stack.region}::document/AWS-RunPatchBaseline`,
  };
}

/** The ARN of a bucket whose access is recorded in one of the buckets. */
function recordedBucket(resource: TemplateResource, logs: readonly GuardedResource[]): string[] {
  const isRecorded = accessLogDestination(resource).some((text) => logs.some(({ arn }) => arn === text));
  const name = isRecorded ? textOf(resource.properties['BucketName'], resource) : undefined;
  return name === undefined ? [] : [arnOf(resource, 's3', name)];
}

function isTrailTable({ type, properties }: TemplateResource): boolean {
  const { TableInput: table } = properties;
  return type === 'AWS::Glue::Table' && isObject(table) && table['Name'] === TRAIL_TABLE;
}

/** Of trails whose bucket and key are in the templates; claims are about the others. */
function trailNames(model: Model): TrailNames[] {
  const resources = model.stacks.flatMap((stack) => [...stack.resources.values()]);
  const group = resources.find(({ type }) => type === 'AWS::Scheduler::ScheduleGroup');
  const tables = resources.filter(isTrailTable);
  return trailsOf(model).flatMap(({ arn, trail, bucket, key }) =>
    bucket === undefined || key === undefined
      ? []
      : [
          {
            arn,
            account: trail.stack.account,
            bucketArn: bucket.arn,
            keyArn: key.arn,
            throughS3: serviceIn(bucket.source.stack, 's3'),
            scheduleGroupArn:
              group === undefined
                ? ''
                : arnOf(
                    group,
                    'scheduler',
                    `schedule-group/${textOf(group.properties['Name'], group) ?? ''}`,
                  ),
            tables: tables.map((table) => {
              const database = textOf(table.properties['DatabaseName'], table) ?? '';
              return {
                databaseArn: arnOf(table, 'glue', `database/${database}`),
                tableArn: arnOf(table, 'glue', `table/${database}/${TRAIL_TABLE}`),
              };
            }),
          },
        ],
  );
}

/** The one role alias of no organization, and the role that it leads to, as far as they are known. */
function enrolmentRoleAlias({
  stacks,
  ownership,
}: Model): { aliasArn: string | undefined; roleArn: string | undefined } | undefined {
  const alias = stacks
    .flatMap(({ resources }) => [...resources.values()])
    .find((resource) => resource.type === 'AWS::IoT::RoleAlias' && ownership.of(resource) === undefined);
  if (alias === undefined) return undefined;
  return {
    aliasArn: resolveText({ 'Fn::GetAtt': [alias.logicalId, 'RoleAliasArn'] }, alias.stack),
    roleArn: resolveText(alias.properties['RoleArn'] ?? '', alias.stack),
  };
}

/** https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service */
function serviceIn({ region, dnsSuffix }: StackTemplate, service: string): string {
  return `${service}.${region}.${dnsSuffix}`;
}

/** The key that a bucket encrypts with where nobody says another; the bucket is in the stack of its policy. */
function encryptionKeyOf({ stack, properties: { Bucket: name } }: TemplateResource): string | undefined {
  const bucket = [...stack.resources.values()].find(
    ({ type, properties }) => type === 'AWS::S3::Bucket' && properties['BucketName'] === name,
  );
  const encryption = bucket?.properties['BucketEncryption'];
  const rules = isObject(encryption) ? listOf(encryption['ServerSideEncryptionConfiguration']) : [];
  return rules
    .map((rule) => (isObject(rule) ? rule['ServerSideEncryptionByDefault'] : undefined))
    .flatMap((byDefault) => (isObject(byDefault) ? listOf(byDefault['KMSMasterKeyID']) : []))
    .map((key) => resolveText(key, stack))
    .find((key) => key !== undefined);
}
