import type { EnvironmentIdentity } from './environment-identity';
import { NameLimitError } from './errors';
import { HUB_SHADOW_NAME, THING_NAME_SEPARATOR } from './hub-things';
import {
  composeName,
  CONNECTOR_REPOSITORY_PREFIX,
  type NamePattern,
  ORGANIZATION_NAME_PATTERNS,
  PIPELINE_REPOSITORY_PREFIX,
  SHARED_NAME_PATTERNS,
} from './name-patterns';
import type { AuditArchive } from './operations';
import type { OrgSlug } from './org-slug';
import { ResourceArns } from './resource-arns';

/** Tag keys. The first three are principal tags that policies compare: changing them is a change of access. */
export const ORG_SLUG_TAG = 'orgSlug';
export const ORG_KEY_ARN_TAG = 'orgKeyArn';
export const ORG_DATABASE_TAG = 'orgDatabase';
export const ENVIRONMENT_TAG = 'environment';
export const MANAGED_BY_TAG = 'managed-by';
/** Tag key of role aliases whose hubs share the organization's folder, by the environment's choice. */
export const HUB_FOLDERS_TAG = 'dataHubFolders';

/** Tag key of operators' roles that other accounts' roles may assume, by the environment's choice: account ids. */
export const EXTERNAL_ACCOUNTS_TAG = 'externalAccounts';

/**
 * Tag of the key that the trail lies under. A policy that cannot name the key, because another stack makes it, knows it
 * by this tag.
 */
export const AUDIT_TAG = 'audit';
export const AUDIT_KEY_TAG_VALUE = 'trail';

/** IAM policy variables that stand for the calling principal's tags. */
export const PRINCIPAL_ORG_SLUG = `\${aws:PrincipalTag/${ORG_SLUG_TAG}}` as const;
export const PRINCIPAL_ORG_KEY_ARN = `\${aws:PrincipalTag/${ORG_KEY_ARN_TAG}}`;
export const PRINCIPAL_ORG_DATABASE = `\${aws:PrincipalTag/${ORG_DATABASE_TAG}}`;

/**
 * The IAM policy variable that stands for the calling Data Hub's thing. Only sessions of the IoT credentials provider
 * have one, and only if they asked with their thing's name. A thing's name has letters, digits, `:`, `_` and `-` only,
 * so that between two slashes it is one whole folder.
 * https://docs.aws.amazon.com/iot/latest/developerguide/authorizing-direct-aws.html
 * https://docs.aws.amazon.com/iot/latest/apireference/API_CreateThing.html
 */
const CALLING_THING_NAME = '${credentials-iot:ThingName}';

/** Whose: an organization's slug, or the variable that stands for the calling principal's. */
export type SlugOrCaller = OrgSlug | typeof PRINCIPAL_ORG_SLUG;

export type SharedNames = Readonly<Record<keyof typeof SHARED_NAME_PATTERNS, string>>;

/** Every name of one organization's resources. */
export type OrganizationNames = Readonly<Record<keyof typeof ORGANIZATION_NAME_PATTERNS, string>>;

/** What runs pipelines, as the resource part of its ARN. Of the other services it is anything. */
const ANY_SOURCE: Readonly<Record<string, string>> = {
  'emr-serverless': '/applications/*',
  states: 'stateMachine:*',
};

/** What runs an organization's pipelines and is named after their role. */
export interface OwnPipelineSource {
  /** How the resource part of its ARN begins. */
  readonly kind: 'job/' | 'crawler/' | 'stateMachine:';
  readonly slug: OrgSlug;
}

/** Names that permissions hold, for a literal slug and for the caller's tags. */
export type NamesInPermissions = Pick<
  OrganizationNames,
  'workgroup' | 'database' | 'arrivalsQueue' | 'arrivalsDeadLetterQueue' | 'pipelineLogGroup'
>;

/**
 * Makes every name and ARN of an environment; nothing else in the project composes one.
 * Each name is checked against the limits of the service that will hold it.
 */
export class Naming extends ResourceArns {
  readonly shared: SharedNames;

  /** @throws NameLimitError if a shared name does not fit its service. */
  constructor(environment: EnvironmentIdentity) {
    super(environment);
    this.shared = this.composeAll(SHARED_NAME_PATTERNS);
  }

  /** The buckets of the shared stack in which every organization has a folder. */
  get dataBuckets(): readonly string[] {
    const { rawBucket, standardizedBucket, pipelineArtifactsBucket, athenaResultsBucket } = this.shared;
    return [rawBucket, standardizedBucket, pipelineArtifactsBucket, athenaResultsBucket];
  }

  /** @throws NameLimitError if one of the organization's names does not fit its service. */
  organization(slug: OrgSlug): OrganizationNames {
    return this.composeAll(ORGANIZATION_NAME_PATTERNS, slug);
  }

  /**
   * The same names with the calling principal's tags in place of the slug: for policies that serve every
   * organization at once and so must not grow with their number.
   */
  get ofCallingPrincipal(): NamesInPermissions {
    const ofCaller = (name: keyof NamesInPermissions): string =>
      this.fill(ORGANIZATION_NAME_PATTERNS[name].pattern, PRINCIPAL_ORG_SLUG);
    return {
      workgroup: ofCaller('workgroup'),
      database: PRINCIPAL_ORG_DATABASE,
      arrivalsQueue: ofCaller('arrivalsQueue'),
      arrivalsDeadLetterQueue: ofCaller('arrivalsDeadLetterQueue'),
      pipelineLogGroup: ofCaller('pipelineLogGroup'),
    };
  }

  /**
   * The same names with `*` in place of the slug: for policies about the resources of every organization there is or
   * will be. An ending stays, so that names of one kind match no other kind's.
   */
  get ofAnyOrganization(): OrganizationNames {
    return Object.fromEntries(
      Object.entries<NamePattern>(ORGANIZATION_NAME_PATTERNS).map(([kind, { pattern }]) => [
        kind,
        this.fill(pattern, '*'),
      ]),
    ) as OrganizationNames;
  }

  /** How names of the environment's resources begin, where there is no room for each: `ts-production-*`. */
  get anyNameOfEnvironment(): string {
    return this.fill('{prefix}-{environment}-*', '');
  }

  /** How buckets of the environment are called, those of the trail among them, where there is no room for each. */
  get anyBucket(): string {
    return this.fill('{prefix}-{environment}-*-{account}-{region}-an', '');
  }

  /**
   * How buckets of the environment begin that are about the trail, which an administrator deploys. With one wildcard each:
   * patterns with more tell organizations apart by their whole names, so that each would be judged by itself.
   */
  get anyAuditBuckets(): readonly string[] {
    return [
      this.fill('{prefix}-{environment}-audit*', ''),
      this.fill('{prefix}-{environment}-org-audit*', ''),
    ];
  }

  /** How names begin of what an administrator deploys: no organization's name has two hyphens, or underscores, there. */
  get anyNameOfAdministrators(): { readonly name: string; readonly database: string } {
    return {
      name: this.fill('{prefix}-{environment}--*', ''),
      database: this.fill('{prefix}_{environment}__*', ''),
    };
  }

  /** The policies of the deployment, its boundary among them. */
  get anyDeploymentPolicy(): string {
    return this.fill('{prefix}-{environment}--deployment-*', '');
  }

  /** The pipeline role of the calling principal's organization, as `aws:PrincipalArn` names it. */
  get pipelineRoleArnOfCaller(): string {
    return this.roleArn(this.fill(ORGANIZATION_NAME_PATTERNS.pipelineRole.pattern, PRINCIPAL_ORG_SLUG));
  }

  /** The role that delivers the calling principal's organization its part of the trail, as `aws:PrincipalArn` names it. */
  get auditDeliveryRoleArnOfCaller(): string {
    return this.roleArn(this.fill(ORGANIZATION_NAME_PATTERNS.auditDeliveryRole.pattern, PRINCIPAL_ORG_SLUG));
  }

  /**
   * The bucket of the trail, which is named after the account and the Region that it is in.
   * @param archive where that is; left out if it is the environment's own account and Region.
   */
  auditBucket(archive?: AuditArchive): string {
    if (archive === undefined) return this.shared.auditBucket;
    const { name: environment, namePrefix: prefix } = this.environment;
    const { account, region } = archive;
    const { pattern, ...limits } = SHARED_NAME_PATTERNS.auditBucket;
    const name = composeName(pattern, { prefix, environment, account, region });
    return this.checked('auditBucket', limits, name);
  }

  /** Where CloudTrail writes what it records of this account, in the bucket of the trail. Ends in a slash. */
  get trailPrefix(): string {
    return `AWSLogs/${this.environment.account}/CloudTrail/`;
  }

  /** @param connector name without the prefix, for example `postgres`. */
  connectorRepository(connector: string): string {
    return `${CONNECTOR_REPOSITORY_PREFIX}${connector}`;
  }

  /** @param pipeline name without the prefix, for example `standardize`. */
  pipelineRepository(pipeline: string): string {
    return `${PIPELINE_REPOSITORY_PREFIX}${pipeline}`;
  }

  /** Where ECR serves a repository, for `docker pull`. */
  repositoryUri(repository: string): string {
    const { account, region } = this.environment;
    return `${account}.dkr.ecr.${region.name}.${region.dnsSuffix}/${repository}`;
  }

  /** The organization's top-level folder in every shared bucket. Ends in `/`, so that `acme/` never matches `acme-eu/`. */
  dataPrefix(slug: SlugOrCaller): string {
    return `${slug}/`;
  }

  /** The folder of one hub in its organization's: `acme/acme--berlin-1/`. Ends in `/`, as {@link dataPrefix} does. */
  hubPrefix(slug: OrgSlug, thingName: string): string {
    return `${this.dataPrefix(slug)}${thingName}/`;
  }

  /** The organization's folder in a shared bucket, as `s3://<bucket>/<slug>/`. */
  dataUri(bucket: string, slug: OrgSlug): string {
    return `s3://${bucket}/${this.dataPrefix(slug)}`;
  }

  /** Every object in the organization's folder of a shared bucket. */
  dataObjectsArn(bucket: string, slug: SlugOrCaller): string {
    return `${this.bucketArn(bucket)}/${this.dataPrefix(slug)}*`;
  }

  /** A table in one database of the Data Catalog, as SQL of Athena names it. */
  tableInSql(database: string, table: string): string {
    return `"${database}"."${table}"`;
  }

  /** Every object in the calling hub's own folder, in the organization's folder of a shared bucket. */
  callingHubsObjectsArn(bucket: string, slug: SlugOrCaller): string {
    return `${this.bucketArn(bucket)}/${this.dataPrefix(slug)}${CALLING_THING_NAME}/*`;
  }

  /** The roles of every organization for one use, as a pattern. */
  everyOrganizationsRoleArn(role: 'analystRole' | 'dataHubRole' | 'hybridNodeRole' | 'pipelineRole'): string {
    return this.roleArn(this.fill(ORGANIZATION_NAME_PATTERNS[role].pattern, '*'));
  }

  /** The IoT policies of hubs of every organization, as a pattern. */
  everyHubsIotPolicyArn(): string {
    return this.arn('iot', `policy/${this.fill(ORGANIZATION_NAME_PATTERNS.dataHubIotPolicy.pattern, '*')}`);
  }

  /** The things of every organization's hubs with their shadows, as a pattern. Their names hold no environment. */
  everyHubsThingArn(): string {
    return this.arn('iot', `thing/*${THING_NAME_SEPARATOR}*`);
  }

  /** The connector secrets of every organization, as a pattern. */
  everyConnectorParameterArn(): string {
    return this.arn('ssm', `parameter${this.parameterPathFor('*')}*`);
  }

  /** Names of the things of an organization's hubs, as a pattern: `acme--*`, which `acme-eu--1` does not match. */
  thingNames(slug: SlugOrCaller): string {
    return `${slug}${THING_NAME_SEPARATOR}*`;
  }

  /** Things of an organization's hubs, as a pattern of their ARNs. */
  thingsArn(slug: OrgSlug): string {
    return this.arn('iot', `thing/${this.thingNames(slug)}`);
  }

  /** The shadow in which the calling hub and the platform talk. */
  callingHubsShadowArn(): string {
    return this.thingShadowArn(CALLING_THING_NAME, HUB_SHADOW_NAME);
  }

  /** Parameter Store path of an organization's connector secrets: `/<environment>/<slug>/connectors/`. */
  connectorParameterPath(slug: OrgSlug): string {
    return this.parameterPathFor(slug);
  }

  /** Every connector secret of one organization. */
  connectorParametersArn(slug: SlugOrCaller): string {
    return this.arn('ssm', `parameter${this.parameterPathFor(slug)}*`);
  }

  /**
   * What a service may assume an organization's pipeline role for, as `aws:SourceArn` names it: anything of the
   * account, or for `own` what is named after the role. No other organization's names begin so, since no slug
   * holds `-pipeline`.
   */
  pipelineSourceArn(service: 'ecs' | 'emr-serverless' | 'glue' | 'states'): string;
  pipelineSourceArn(service: 'glue' | 'states', own: OwnPipelineSource): string;
  pipelineSourceArn(service: string, own?: OwnPipelineSource): string {
    if (own === undefined) return this.arn(service, ANY_SOURCE[service] ?? '*');
    return this.arn(service, `${own.kind}${this.organization(own.slug).pipelineRole}*`);
  }

  private parameterPathFor(slug: string): string {
    return `/${this.environment.name}/${slug}/connectors/`;
  }

  private composeAll<Key extends string>(
    patterns: Readonly<Record<Key, NamePattern>>,
    slug = '',
  ): Readonly<Record<Key, string>> {
    const names = Object.entries<NamePattern>(patterns).map(([kind, pattern]) => [
      kind,
      this.compose(kind, pattern, slug),
    ]);
    return Object.fromEntries(names) as Record<Key, string>;
  }

  private compose(kind: string, { pattern, ...limits }: NamePattern, slug: string): string {
    return this.checked(kind, limits, this.fill(pattern, slug));
  }

  private checked(
    kind: string,
    { maxLength, characters, source }: Omit<NamePattern, 'pattern'>,
    name: string,
  ): string {
    if (name.length > maxLength || !characters.test(name)) {
      throw new NameLimitError(
        `${kind} "${name}" has ${name.length} characters; ${source} allows ${maxLength} of ${characters.source}. ` +
          'Shorten the namePrefix, the environment name or the slug.',
      );
    }
    return name;
  }

  private fill(pattern: string, slug: string): string {
    const { name, account, region, namePrefix } = this.environment;
    return composeName(
      pattern,
      { prefix: namePrefix, environment: name, region: region.name, account },
      slug,
    );
  }
}
