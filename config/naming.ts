import { NameLimitError } from './errors';
import { issuerWithoutScheme } from './identity-issuer';
import {
  composeName,
  type NamePattern,
  ORGANIZATION_NAME_PATTERNS,
  SHARED_NAME_PATTERNS,
} from './name-patterns';
import type { OrgSlug } from './org-slug';
import type { Region } from './region';

/** What every name of an environment is composed from. */
export interface EnvironmentIdentity {
  readonly name: string;
  /** 12 digits. */
  readonly account: string;
  readonly region: Region;
  readonly namePrefix: string;
}

/** Tag keys. The first three are principal tags that policies compare: changing them is a change of access. */
export const ORG_SLUG_TAG = 'orgSlug';
export const ORG_KEY_ARN_TAG = 'orgKeyArn';
export const ORG_DATABASE_TAG = 'orgDatabase';
export const ENVIRONMENT_TAG = 'environment';
export const MANAGED_BY_TAG = 'managed-by';

/** IAM policy variables that stand for the calling principal's tags. */
export const PRINCIPAL_ORG_SLUG = `\${aws:PrincipalTag/${ORG_SLUG_TAG}}` as const;
export const PRINCIPAL_ORG_KEY_ARN = `\${aws:PrincipalTag/${ORG_KEY_ARN_TAG}}`;
export const PRINCIPAL_ORG_DATABASE = `\${aws:PrincipalTag/${ORG_DATABASE_TAG}}`;

/** Whose: an organization's slug, or the variable that stands for the calling principal's. */
export type SlugOrCaller = OrgSlug | typeof PRINCIPAL_ORG_SLUG;

/** Repository names of data connectors start with this; hubs may pull every one of them. */
export const CONNECTOR_REPOSITORY_PREFIX = 'data-connector-';

export type SharedNames = Readonly<Record<keyof typeof SHARED_NAME_PATTERNS, string>>;

/** Every name of one organization's resources. */
export type OrganizationNames = Readonly<Record<keyof typeof ORGANIZATION_NAME_PATTERNS, string>>;

/**
 * Makes every name and ARN of an environment; nothing else in the project composes one.
 * Each name is checked against the limits of the service that will hold it.
 */
export class Naming {
  readonly shared: SharedNames;

  /** @throws NameLimitError if a shared name does not fit its service. */
  constructor(readonly environment: EnvironmentIdentity) {
    this.shared = this.composeAll(SHARED_NAME_PATTERNS);
  }

  /** @throws NameLimitError if one of the organization's names does not fit its service. */
  organization(slug: OrgSlug): OrganizationNames {
    return this.composeAll(ORGANIZATION_NAME_PATTERNS, slug);
  }

  /**
   * The same names with the calling principal's tags in place of the slug: for policies that serve every
   * organization at once and so must not grow with their number.
   */
  get ofCallingPrincipal(): { readonly workgroup: string; readonly database: string } {
    return {
      workgroup: this.fill(ORGANIZATION_NAME_PATTERNS.workgroup.pattern, PRINCIPAL_ORG_SLUG),
      database: PRINCIPAL_ORG_DATABASE,
    };
  }

  /** @param connector name without the prefix, for example `postgres`. */
  connectorRepository(connector: string): string {
    return `${CONNECTOR_REPOSITORY_PREFIX}${connector}`;
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

  /** The organization's folder in a shared bucket, as `s3://<bucket>/<slug>/`. */
  dataUri(bucket: string, slug: OrgSlug): string {
    return `s3://${bucket}/${this.dataPrefix(slug)}`;
  }

  /** Every object in the organization's folder of a shared bucket. */
  dataObjectsArn(bucket: string, slug: SlugOrCaller): string {
    return `${this.bucketArn(bucket)}/${this.dataPrefix(slug)}*`;
  }

  /** Parameter Store path of an organization's connector secrets: `/<environment>/<slug>/connectors/`. */
  connectorParameterPath(slug: OrgSlug): string {
    return this.parameterPathFor(slug);
  }

  bucketArn(bucket: string): string {
    return this.arn('s3', bucket, { regional: false, account: false });
  }

  keyArnPattern(): string {
    return this.arn('kms', 'key/*');
  }

  roleArn(role: string): string {
    return this.arn('iam', `role/${role}`, { regional: false });
  }

  /** A session of a role, as AWS STS names its caller. */
  sessionArn(role: string, session: string): string {
    return this.arn('sts', `assumed-role/${role}/${session}`, { regional: false });
  }

  managedPolicyArn(policy: string): string {
    return this.arn('iam', `policy/${policy}`, { regional: false });
  }

  /** A policy that AWS keeps, the same for every account. */
  awsManagedPolicyArn(policy: string): string {
    return ['arn', this.environment.region.partition, 'iam', '', 'aws', `policy/${policy}`].join(':');
  }

  /** The identity provider of an OpenID Connect issuer. Its name is the issuer's address without the scheme. */
  oidcProviderArn(issuer: string): string {
    return this.arn('iam', `oidc-provider/${issuerWithoutScheme(issuer)}`, { regional: false });
  }

  samlProviderArn(provider: string): string {
    return this.arn('iam', `saml-provider/${provider}`, { regional: false });
  }

  userArn(user: string): string {
    return this.arn('iam', `user/${user}`, { regional: false });
  }

  /** The principal that stands for every identity of the account whose own policies allow the action. */
  accountPrincipalArn(): string {
    return this.arn('iam', 'root', { regional: false });
  }

  roleAliasArn(roleAlias: string): string {
    return this.arn('iot', `rolealias/${roleAlias}`);
  }

  repositoryArn(repository: string): string {
    return this.arn('ecr', `repository/${repository}`);
  }

  workgroupArn(workgroup: string): string {
    return this.arn('athena', `workgroup/${workgroup}`);
  }

  /** The Glue Data Catalog as Athena names it; one for each account and Region. */
  dataCatalogArn(): string {
    return this.arn('athena', 'datacatalog/AwsDataCatalog');
  }

  catalogArn(): string {
    return this.arn('glue', 'catalog');
  }

  databaseArn(database: string): string {
    return this.arn('glue', `database/${database}`);
  }

  /** The database that every catalog has, and that Athena asks for whatever a query is about. It is nobody's. */
  defaultDatabaseArn(): string {
    return this.databaseArn('default');
  }

  /** Every table of one database. */
  tablesArn(database: string): string {
    return this.arn('glue', `table/${database}/*`);
  }

  /** Every connector secret of one organization. */
  connectorParametersArn(slug: SlugOrCaller): string {
    return this.arn('ssm', `parameter${this.parameterPathFor(slug)}*`);
  }

  /** Every node of Systems Manager. */
  managedNodesArn(): string {
    return this.arn('ssm', 'managed-instance/*');
  }

  /** Every association of State Manager. */
  associationsArn(): string {
    return this.arn('ssm', 'association/*');
  }

  /** Every document of Systems Manager that this account has made. */
  documentsArn(): string {
    return this.arn('ssm', 'document/*');
  }

  /** The documents that AWS keeps, such as AWS-RunPatchBaseline. They are in no account. */
  awsDocumentsArn(): string {
    return this.arn('ssm', 'document/AWS-*', { account: false });
  }

  /** Anything of Systems Manager in this account and Region: the only source that may assume a hybrid node's role. */
  systemsManagerSourceArn(): string {
    return this.arn('ssm', '*');
  }

  /** A service as `kms:ViaService` names it, for example `s3.eu-central-1.amazonaws.com`. */
  viaService(service: 's3' | 'ssm' | 'ecr'): string {
    const { region } = this.environment;
    return `${service}.${region.name}.${region.dnsSuffix}`;
  }

  private parameterPathFor(slug: string): string {
    return `/${this.environment.name}/${slug}/connectors/`;
  }

  private arn(
    service: string,
    resource: string,
    scope: { regional?: boolean; account?: boolean } = {},
  ): string {
    const { account, region } = this.environment;
    const { regional = true, account: inAccount = true } = scope;
    return [
      'arn',
      region.partition,
      service,
      regional ? region.name : '',
      inAccount ? account : '',
      resource,
    ].join(':');
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

  private compose(
    kind: string,
    { pattern, maxLength, characters, source }: NamePattern,
    slug: string,
  ): string {
    const name = this.fill(pattern, slug);
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
