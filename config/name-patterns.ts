import type { NamePattern } from './compose-name';
import {
  analyzer,
  bucket,
  database,
  eventRule,
  iamPolicy,
  iamRole,
  iot,
  kmsAlias,
  logGroup,
  queue,
  samlProvider,
  scheduled,
  stack,
  workgroup,
} from './service-name-rules';

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
  auditorTrailPolicy: iamPolicy('{prefix}-{environment}-auditor-trail'),
  operatorBoundary: iamPolicy('{prefix}-{environment}-operator-boundary'),
  auditorBoundary: iamPolicy('{prefix}-{environment}-auditor-boundary'),
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

export type SharedNames = Readonly<Record<keyof typeof SHARED_NAME_PATTERNS, string>>;

/** Every name of one organization's resources. */
export type OrganizationNames = Readonly<Record<keyof typeof ORGANIZATION_NAME_PATTERNS, string>>;
