import { EnvironmentNames } from './environment-names';
import { HUB_SHADOW_NAME, THING_NAME_SEPARATOR } from './hub-things';
import { ORGANIZATION_NAME_PATTERNS, type OrganizationNames } from './name-patterns';
import type { OrgSlug } from './org-slug';

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
 * Makes every name and ARN of an environment; nothing else in the project composes one. The names themselves are
 * {@link EnvironmentNames}; here stands what is an organization's, the calling principal's, or every organization's.
 */
export class Naming extends EnvironmentNames {
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

  /** The pipeline role of the calling principal's organization, as `aws:PrincipalArn` names it. */
  get pipelineRoleArnOfCaller(): string {
    return this.roleArn(this.fill(ORGANIZATION_NAME_PATTERNS.pipelineRole.pattern, PRINCIPAL_ORG_SLUG));
  }

  /** The role that delivers the calling principal's organization its part of the trail, as `aws:PrincipalArn` names it. */
  get auditDeliveryRoleArnOfCaller(): string {
    return this.roleArn(this.fill(ORGANIZATION_NAME_PATTERNS.auditDeliveryRole.pattern, PRINCIPAL_ORG_SLUG));
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
}
