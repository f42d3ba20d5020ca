import { composeName, type NamePattern } from './compose-name';
import type { EnvironmentIdentity } from './environment-identity';
import { NameLimitError } from './errors';
import {
  CONNECTOR_REPOSITORY_PREFIX,
  ORGANIZATION_NAME_PATTERNS,
  type OrganizationNames,
  PIPELINE_REPOSITORY_PREFIX,
  SHARED_NAME_PATTERNS,
  type SharedNames,
} from './name-patterns';
import type { AuditArchive } from './operations';
import type { OrgSlug } from './org-slug';
import { ResourceArns } from './resource-arns';

/**
 * Composes the names of an environment from their patterns: what all organizations share, one organization's, and what
 * stands for many of them. Each name is checked against the limits of the service that will hold it.
 */
export class EnvironmentNames extends ResourceArns {
  readonly shared: SharedNames;
  /** Every construct of an organization asks for its names. */
  private readonly ofOrganizations = new Map<OrgSlug, OrganizationNames>();

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
    const known = this.ofOrganizations.get(slug) ?? this.composeAll(ORGANIZATION_NAME_PATTERNS, slug);
    this.ofOrganizations.set(slug, known);
    return known;
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

  /** The roles of every organization for one use, as a pattern. */
  everyOrganizationsRoleArn(role: 'analystRole' | 'dataHubRole' | 'hybridNodeRole' | 'pipelineRole'): string {
    return this.roleArn(this.fill(ORGANIZATION_NAME_PATTERNS[role].pattern, '*'));
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

  /** How databases of the environment begin, those of organizations and of the trail. */
  get anyDatabase(): string {
    return this.fill('{prefix}_{environment}_*', '');
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

  /** What a pattern gives, unchecked: for what stands for more than one name. */
  protected fill(pattern: string, slug: string): string {
    const { name, account, region, namePrefix } = this.environment;
    return composeName(
      pattern,
      { prefix: namePrefix, environment: name, region: region.name, account },
      slug,
    );
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
}
