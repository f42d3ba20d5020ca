/**
 * How one kind of name is composed, and the limits of the service that holds it.
 * Placeholders: `{prefix}` `{environment}` `{region}` `{account}` `{slug}`, and
 * `{slug_}` for the slug with `_` in place of `-`.
 */
export interface NamePattern {
  readonly pattern: string;
  readonly maxLength: number;
  readonly characters: RegExp;
  /** The AWS page that states the limit. */
  readonly source: string;
}

const IAM_LIMITS = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html';
const IAM_CHARACTERS = /^[\w+=,.@-]+$/;
const IOT_LIMITS = 'https://docs.aws.amazon.com/general/latest/gr/iot-core.html';

const iamRole = (pattern: string): NamePattern => ({
  pattern,
  maxLength: 64,
  characters: IAM_CHARACTERS,
  source: IAM_LIMITS,
});
const iamPolicy = (pattern: string): NamePattern => ({ ...iamRole(pattern), maxLength: 128 });
const iot = (pattern: string, characters: RegExp): NamePattern => ({
  pattern,
  maxLength: 128,
  characters,
  source: IOT_LIMITS,
});
const stack = (pattern: string): NamePattern => ({
  pattern,
  maxLength: 128,
  characters: /^[a-zA-Z][a-zA-Z0-9-]*$/,
  source:
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-using-console-create-stack.html',
});
/**
 * In the account's regional namespace, in which no other account can make a bucket: S3 wants the account, the
 * Region and `an` at the end, and counts them.
 */
const bucket = (purpose: string): NamePattern => ({
  pattern: `{prefix}-{environment}-${purpose}-{account}-{region}-an`,
  maxLength: 63,
  characters: /^[a-z0-9][a-z0-9-]*-\d{12}-[a-z0-9-]+-an$/,
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/gpbucketnamespaces.html',
});
const kmsAlias = (pattern: string): NamePattern => ({
  pattern,
  maxLength: 256,
  characters: /^alias\/(?!aws\/)[a-zA-Z0-9/_-]+$/,
  source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html',
});

const analyzer = (pattern: string): NamePattern => ({
  pattern,
  maxLength: 255,
  characters: /^[A-Za-z][\w.-]*$/,
  source: 'https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_CreateAnalyzer.html',
});

const queue = (pattern: string): NamePattern => ({
  pattern,
  maxLength: 80,
  characters: /^[a-zA-Z0-9_-]+$/,
  source: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html',
});

const samlProvider = (pattern: string): NamePattern => ({
  pattern,
  maxLength: 128,
  characters: /^[\w._-]+$/,
  source: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateSAMLProvider.html',
});

const eventRule = (pattern: string): NamePattern => ({
  pattern,
  maxLength: 64,
  characters: /^[\w.-]+$/,
  source: 'https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html',
});
const logGroup = (pattern: string): NamePattern => ({
  pattern,
  maxLength: 512,
  characters: /^[\w./#-]+$/,
  source: 'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html',
});
const workgroup = (pattern: string): NamePattern => ({
  pattern,
  maxLength: 128,
  characters: /^[a-zA-Z0-9._-]+$/,
  source: 'https://docs.aws.amazon.com/athena/latest/APIReference/API_CreateWorkGroup.html',
});
const database = (pattern: string): NamePattern => ({
  pattern,
  maxLength: 255,
  // Athena wants lower case, and quotes around anything but letters, digits and underscores.
  characters: /^[a-z0-9_]+$/,
  source: 'https://docs.aws.amazon.com/athena/latest/ug/tables-databases-columns-names.html',
});

/** Schedules of EventBridge Scheduler, and groups of them. */
const scheduled = (pattern: string): NamePattern => ({
  pattern,
  maxLength: 64,
  characters: /^[\w.-]+$/,
  source: 'https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html',
});

/** Repository names of data connectors start with this; hubs may pull every one of them. */
export const CONNECTOR_REPOSITORY_PREFIX = 'data-connector-';

/** Repository names of pipelines start with this; pipelines may pull every one of them. */
export const PIPELINE_REPOSITORY_PREFIX = 'pipeline-';

/** Names of what all organizations of an environment share. */
export const SHARED_NAME_PATTERNS = {
  sharedStack: stack('{prefix}-{environment}-shared'),
  platformKeyAlias: kmsAlias('alias/{prefix}-{environment}-platform'),
  rawBucket: bucket('raw'),
  standardizedBucket: bucket('standardized'),
  pipelineArtifactsBucket: bucket('artifacts'),
  athenaResultsBucket: bucket('athena-results'),
  accessLogsBucket: bucket('access-logs'),
  organizationBoundary: iamPolicy('{prefix}-{environment}-organization-boundary'),
  analystSamlProvider: samlProvider('{prefix}-{environment}-analysts'),
  pipelineBoundary: iamPolicy('{prefix}-{environment}-pipeline-boundary'),
  // Two hyphens, or two underscores: no organization's name has them, whatever its slug.
  operationsStack: stack('{prefix}-{environment}-operations'),
  hubOperatorRole: iamRole('{prefix}-{environment}-hub-operator'),
  hubRevokerRole: iamRole('{prefix}-{environment}-hub-revoker'),
  secretWriterRole: iamRole('{prefix}-{environment}-secret-writer'),
  monitorRole: iamRole('{prefix}-{environment}-monitor'),
  auditorRole: iamRole('{prefix}-{environment}-auditor'),
  breakGlassRole: iamRole('{prefix}-{environment}-break-glass'),
  operatorBoundary: iamPolicy('{prefix}-{environment}-operator-boundary'),
  operatorSamlProvider: samlProvider('{prefix}-{environment}-operators'),
  breakGlassPolicy: iamPolicy('{prefix}-{environment}-break-glass'),
  breakGlassBoundary: iamPolicy('{prefix}-{environment}-break-glass-boundary'),
  incidentKeyAlias: kmsAlias('alias/{prefix}-{environment}--incidents'),
  incidentTopic: {
    pattern: '{prefix}-{environment}-incidents',
    maxLength: 256,
    characters: /^[A-Za-z0-9_-]+$/,
    source: 'https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html',
  },
  incidentQueue: queue('{prefix}-{environment}--incidents-undelivered'),
  incidentRule: eventRule('{prefix}-{environment}--break-glass'),
  // EventBridge delivers to log groups of such names only.
  incidentLogGroup: logGroup('/aws/events/{prefix}/{environment}/break-glass'),
  deploymentStack: stack('{prefix}-{environment}-deployment'),
  auditStack: stack('{prefix}-{environment}-audit'),
  auditArchiveStack: stack('{prefix}-{environment}-audit-archive'),
  auditKeyAlias: kmsAlias('alias/{prefix}-{environment}--audit'),
  auditBucket: bucket('audit'),
  auditResultsBucket: bucket('audit-results'),
  organizationAuditBucket: bucket('org-audit'),
  trail: {
    pattern: '{prefix}-{environment}',
    maxLength: 128,
    characters: /^[a-zA-Z0-9][a-zA-Z0-9._-]*$/,
    source:
      'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-trail-naming-requirements.html',
  },
  externalAccessAnalyzer: analyzer('{prefix}-{environment}-external-access'),
  unusedAccessAnalyzer: analyzer('{prefix}-{environment}-unused-access'),
  auditWorkgroup: workgroup('{prefix}-{environment}--audit'),
  auditDatabase: database('{prefix}_{environment}__audit'),
  auditScheduleGroup: scheduled('{prefix}-{environment}--audit-delivery'),
  deploymentBoundary: iamPolicy('{prefix}-{environment}--deployment-boundary'),
  deploymentRolesPolicy: iamPolicy('{prefix}-{environment}--deployment-roles'),
  deploymentIdentitiesPolicy: iamPolicy('{prefix}-{environment}--deployment-identities'),
  deploymentStoragePolicy: iamPolicy('{prefix}-{environment}--deployment-storage'),
  deploymentServicesPolicy: iamPolicy('{prefix}-{environment}--deployment-services'),
  auditDeliveryBoundary: iamPolicy('{prefix}-{environment}--audit-delivery'),
  enrolmentRole: iamRole('{prefix}-{environment}-enrolment'),
  enrolmentPolicy: iamPolicy('{prefix}-{environment}-enrolment'),
  enrolmentRoleAlias: iot('{prefix}-{environment}-enrolment', /^[\w=,@-]+$/),
  enrolmentIotPolicy: iot('{prefix}-{environment}-enrolment', /^[\w+=,.@-]+$/),
} as const satisfies Record<string, NamePattern>;

/** Names of what belongs to one organization; each holds the slug exactly once. */
export const ORGANIZATION_NAME_PATTERNS = {
  stack: stack('{prefix}-{environment}-organization-{slug}'),
  keyAlias: kmsAlias('alias/{prefix}-{environment}-{slug}'),
  dataHubRole: iamRole('{prefix}-{environment}-{slug}-data-hub'),
  dataHubPolicy: iamPolicy('{prefix}-{environment}-{slug}-data-hub'),
  dataHubRevocationPolicy: iamPolicy('{prefix}-{environment}-{slug}-data-hub-revocations'),
  dataHubIotPolicy: iot('{prefix}-{environment}-{slug}-data-hub', /^[\w+=,.@-]+$/),
  dataHubRoleAlias: iot('{prefix}-{environment}-{slug}-data-hub', /^[\w=,@-]+$/),
  dataHubThingType: iot('{prefix}-{environment}-{slug}-data-hub', /^[a-zA-Z0-9:_-]+$/),
  hybridNodeRole: iamRole('{prefix}-{environment}-{slug}-hybrid-node'),
  hybridNodePolicy: iamPolicy('{prefix}-{environment}-{slug}-hybrid-node'),
  analystRole: iamRole('{prefix}-{environment}-{slug}-analyst'),
  analystPolicy: iamPolicy('{prefix}-{environment}-{slug}-analyst'),
  pipelineRole: iamRole('{prefix}-{environment}-{slug}-pipeline'),
  pipelinePolicy: iamPolicy('{prefix}-{environment}-{slug}-pipeline'),
  pipelineSecurityConfiguration: {
    pattern: '{prefix}-{environment}-{slug}-pipeline',
    maxLength: 255,
    characters: /^[\w-]+$/,
    source: 'https://docs.aws.amazon.com/glue/latest/webapi/API_CreateSecurityConfiguration.html',
  },
  pipelineLogGroup: logGroup('/{prefix}/{environment}/{slug}/pipeline'),
  arrivalsQueue: queue('{prefix}-{environment}-{slug}-arrivals'),
  arrivalsDeadLetterQueue: queue('{prefix}-{environment}-{slug}-arrivals-dead-letters'),
  arrivalsRule: eventRule('{prefix}-{environment}-{slug}-arrivals'),
  athenaPolicy: iamPolicy('{prefix}-athena-{region}-{environment}-{slug}-policy'),
  athenaUser: iamRole('{prefix}-athena-{environment}-{slug}'),
  workgroup: workgroup('{prefix}-{environment}-{slug}'),
  database: database('{prefix}_{environment}_{slug_}'),
  auditDeliveryRole: iamRole('{prefix}-{environment}-{slug}--audit'),
  auditDeliveryPolicy: iamPolicy('{prefix}-{environment}-{slug}--audit'),
  auditSchedule: scheduled('{prefix}-{environment}-{slug}--audit'),
} as const satisfies Record<string, NamePattern>;

/** Longest `namePrefix` and environment name that the schema accepts; names of buckets leave less for both together. */
export const MAX_NAME_PREFIX_LENGTH = 8;
export const MAX_ENVIRONMENT_NAME_LENGTH = 16;

/**
 * Length of the longest name of a Region. A number and not a look into the table of Regions: hubs use these limits,
 * and the table comes with the CDK, which is larger than all of their program.
 */
export const LONGEST_REGION_NAME = 'ap-southeast-1'.length;
const ACCOUNT_LENGTH = 12;

/** What names of an environment are composed from. */
export interface NameParts {
  readonly prefix: string;
  readonly environment: string;
  readonly region: string;
  readonly account: string;
}

/** A name of this pattern, which may be longer than its service allows. */
export function composeName(
  pattern: string,
  { prefix, environment, region, account }: NameParts,
  slug = '',
): string {
  return pattern
    .replace('{prefix}', prefix)
    .replace('{environment}', environment)
    .replace('{region}', region)
    .replace('{account}', account)
    .replace('{slug}', () => slug)
    .replace('{slug_}', () => slug.replaceAll('-', '_'));
}

/** Length of a composed name without its slug, in the longest environment and Region there can be. */
function longestLengthWithoutSlug(pattern: string): number {
  return composeName(pattern, {
    prefix: 'x'.repeat(MAX_NAME_PREFIX_LENGTH),
    environment: 'x'.repeat(MAX_ENVIRONMENT_NAME_LENGTH),
    region: 'x'.repeat(LONGEST_REGION_NAME),
    account: 'x'.repeat(ACCOUNT_LENGTH),
  }).length;
}

/** Longest slug for which every composed name fits, whatever the environment: 26 with the patterns above. */
export const MAX_ORG_SLUG_LENGTH = Math.min(
  ...Object.values(ORGANIZATION_NAME_PATTERNS).map(
    ({ pattern, maxLength }) => maxLength - longestLengthWithoutSlug(pattern),
  ),
);

/**
 * What follows the slug in composed names, without the joining hyphen (`data-hub`, `policy`, ...).
 * A slug that goes on with one would make its names continue another organization's (`acme` + `-data-hub`,
 * and `acme-data-hubs`), so such slugs are refused.
 */
export const RESERVED_SLUG_ENDINGS: readonly string[] = [
  ...new Set(
    Object.values(ORGANIZATION_NAME_PATTERNS).flatMap(({ pattern }) => {
      const ending = pattern.slice(pattern.indexOf('}', pattern.indexOf('{slug')) + 1);
      // No slug has two hyphens in a row.
      return ending === '' || ending.startsWith('--') ? [] : [ending.slice(1)];
    }),
  ),
];
