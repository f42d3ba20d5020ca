import { Naming, PRINCIPAL_ORG_DATABASE, PRINCIPAL_ORG_SLUG } from '../../config/naming';
import { parseOrgSlug } from '../../config/org-slug';
import { regionNamed } from '../fixtures/environment';
import { identity } from './identity';

const ACME_EU = parseOrgSlug('acme-eu');

describe('names', () => {
  test('of what all organizations share', () => {
    expect(new Naming(identity()).shared).toEqual({
      sharedStack: 'ts-dev-shared',
      platformKeyAlias: 'alias/ts-dev-platform',
      rawBucket: 'ts-dev-raw-111122223333-eu-central-1-an',
      standardizedBucket: 'ts-dev-standardized-111122223333-eu-central-1-an',
      pipelineArtifactsBucket: 'ts-dev-artifacts-111122223333-eu-central-1-an',
      athenaResultsBucket: 'ts-dev-athena-results-111122223333-eu-central-1-an',
      accessLogsBucket: 'ts-dev-access-logs-111122223333-eu-central-1-an',
      organizationBoundary: 'ts-dev-organization-boundary',
      pipelineBoundary: 'ts-dev-pipeline-boundary',
      enrolmentIotPolicy: 'ts-dev-enrolment',
      enrolmentPolicy: 'ts-dev-enrolment',
      enrolmentRole: 'ts-dev-enrolment',
      enrolmentRoleAlias: 'ts-dev-enrolment',
      analystSamlProvider: 'ts-dev-analysts',
      operationsStack: 'ts-dev-operations',
      hubOperatorRole: 'ts-dev-hub-operator',
      hubRevokerRole: 'ts-dev-hub-revoker',
      secretWriterRole: 'ts-dev-secret-writer',
      monitorRole: 'ts-dev-monitor',
      auditorRole: 'ts-dev-auditor',
      breakGlassRole: 'ts-dev-break-glass',
      operatorSamlProvider: 'ts-dev-operators',
      breakGlassPolicy: 'ts-dev-break-glass',
      breakGlassBoundary: 'ts-dev-break-glass-boundary',
      incidentKeyAlias: 'alias/ts-dev--incidents',
      incidentTopic: 'ts-dev-incidents',
      incidentQueue: 'ts-dev--incidents-undelivered',
      incidentRule: 'ts-dev--break-glass',
      incidentLogGroup: '/aws/events/ts/dev/break-glass',
      deploymentStack: 'ts-dev-deployment',
      deploymentBoundary: 'ts-dev--deployment-boundary',
      deploymentIdentitiesPolicy: 'ts-dev--deployment-identities',
      deploymentRolesPolicy: 'ts-dev--deployment-roles',
      deploymentServicesPolicy: 'ts-dev--deployment-services',
      deploymentStoragePolicy: 'ts-dev--deployment-storage',
      externalAccessAnalyzer: 'ts-dev-external-access',
      unusedAccessAnalyzer: 'ts-dev-unused-access',
      auditorTrailPolicy: 'ts-dev-auditor-trail',
      operatorBoundary: 'ts-dev-operator-boundary',
      auditorBoundary: 'ts-dev-auditor-boundary',
      auditStack: 'ts-dev-audit',
      auditArchiveStack: 'ts-dev-audit-archive',
      auditKeyAlias: 'alias/ts-dev--audit',
      auditBucket: 'ts-dev-audit-111122223333-eu-central-1-an',
      auditResultsBucket: 'ts-dev-audit-results-111122223333-eu-central-1-an',
      organizationAuditBucket: 'ts-dev-org-audit-111122223333-eu-central-1-an',
      trail: 'ts-dev',
      auditWorkgroup: 'ts-dev--audit',
      auditDatabase: 'ts_dev__audit',
      auditScheduleGroup: 'ts-dev--audit-delivery',
      auditDeliveryBoundary: 'ts-dev--audit-delivery',
    });
  });

  test('of one organization', () => {
    expect(new Naming(identity()).organization(ACME_EU)).toEqual({
      stack: 'ts-dev-organization-acme-eu',
      keyAlias: 'alias/ts-dev-acme-eu',
      dataHubRole: 'ts-dev-acme-eu-data-hub',
      dataHubPolicy: 'ts-dev-acme-eu-data-hub',
      dataHubRevocationPolicy: 'ts-dev-acme-eu-data-hub-revocations',
      dataHubIotPolicy: 'ts-dev-acme-eu-data-hub',
      dataHubRoleAlias: 'ts-dev-acme-eu-data-hub',
      dataHubThingType: 'ts-dev-acme-eu-data-hub',
      hybridNodeRole: 'ts-dev-acme-eu-hybrid-node',
      hybridNodePolicy: 'ts-dev-acme-eu-hybrid-node',
      pipelineRole: 'ts-dev-acme-eu-pipeline',
      pipelinePolicy: 'ts-dev-acme-eu-pipeline',
      pipelineSecurityConfiguration: 'ts-dev-acme-eu-pipeline',
      pipelineLogGroup: '/ts/dev/acme-eu/pipeline',
      arrivalsQueue: 'ts-dev-acme-eu-arrivals',
      arrivalsDeadLetterQueue: 'ts-dev-acme-eu-arrivals-dead-letters',
      arrivalsRule: 'ts-dev-acme-eu-arrivals',
      analystRole: 'ts-dev-acme-eu-analyst',
      analystPolicy: 'ts-dev-acme-eu-analyst',
      athenaPolicy: 'ts-athena-eu-central-1-dev-acme-eu-policy',
      athenaUser: 'ts-athena-dev-acme-eu',
      workgroup: 'ts-dev-acme-eu',
      database: 'ts_dev_acme_eu',
      auditDeliveryRole: 'ts-dev-acme-eu--audit',
      auditDeliveryPolicy: 'ts-dev-acme-eu--audit',
      auditSchedule: 'ts-dev-acme-eu--audit',
    });
  });

  test('in another environment, Region and prefix', () => {
    const naming = new Naming(
      identity({ name: 'prod2', region: regionNamed('us-east-1'), namePrefix: 'hub' }),
    );
    expect(naming.organization(parseOrgSlug('globex'))).toMatchObject({
      stack: 'hub-prod2-organization-globex',
      keyAlias: 'alias/hub-prod2-globex',
      athenaPolicy: 'hub-athena-us-east-1-prod2-globex-policy',
      athenaUser: 'hub-athena-prod2-globex',
      database: 'hub_prod2_globex',
    });
    expect(naming.shared.rawBucket).toBe('hub-prod2-raw-111122223333-us-east-1-an');
  });

  test('that do not depend on the Region', () => {
    const naming = new Naming(identity({ region: regionNamed('cn-north-1') }));
    expect({
      dataPrefix: naming.dataPrefix(ACME_EU),
      connectorParameterPath: naming.connectorParameterPath(ACME_EU),
      connectorRepository: naming.connectorRepository('postgres'),
    }).toEqual({
      dataPrefix: 'acme-eu/',
      connectorParameterPath: '/dev/acme-eu/connectors/',
      connectorRepository: 'data-connector-postgres',
    });
  });
});

type Row = readonly [method: string, call: (naming: Naming) => string, expected: string];

/** `PARTITION` and `REGION` stand for those of each Region under test. */
const ARNS: readonly Row[] = [
  [
    'managedNodesArn',
    (naming) => naming.managedNodesArn(),
    'arn:PARTITION:ssm:REGION:111122223333:managed-instance/*',
  ],
  [
    'associationsArn',
    (naming) => naming.associationsArn(),
    'arn:PARTITION:ssm:REGION:111122223333:association/*',
  ],
  ['documentsArn', (naming) => naming.documentsArn(), 'arn:PARTITION:ssm:REGION:111122223333:document/*'],
  ['awsDocumentsArn', (naming) => naming.awsDocumentsArn(), 'arn:PARTITION:ssm:REGION::document/AWS-*'],
  [
    'defaultDatabaseArn',
    (naming) => naming.defaultDatabaseArn(),
    'arn:PARTITION:glue:REGION:111122223333:database/default',
  ],
  ['bucketArn', (naming) => naming.bucketArn('b'), 'arn:PARTITION:s3:::b'],
  ['keyArnPattern', (naming) => naming.keyArnPattern(), 'arn:PARTITION:kms:REGION:111122223333:key/*'],
  ['roleArn', (naming) => naming.roleArn('r'), 'arn:PARTITION:iam::111122223333:role/r'],
  ['managedPolicyArn', (naming) => naming.managedPolicyArn('p'), 'arn:PARTITION:iam::111122223333:policy/p'],
  ['accountPrincipalArn', (naming) => naming.accountPrincipalArn(), 'arn:PARTITION:iam::111122223333:root'],
  ['roleAliasArn', (naming) => naming.roleAliasArn('a'), 'arn:PARTITION:iot:REGION:111122223333:rolealias/a'],
  [
    'repositoryArn',
    (naming) => naming.repositoryArn('r'),
    'arn:PARTITION:ecr:REGION:111122223333:repository/r',
  ],
  [
    'workgroupArn',
    (naming) => naming.workgroupArn('w'),
    'arn:PARTITION:athena:REGION:111122223333:workgroup/w',
  ],
  [
    'dataCatalogArn',
    (naming) => naming.dataCatalogArn(),
    'arn:PARTITION:athena:REGION:111122223333:datacatalog/AwsDataCatalog',
  ],
  ['catalogArn', (naming) => naming.catalogArn(), 'arn:PARTITION:glue:REGION:111122223333:catalog'],
  ['databaseArn', (naming) => naming.databaseArn('d'), 'arn:PARTITION:glue:REGION:111122223333:database/d'],
  ['tablesArn', (naming) => naming.tablesArn('d'), 'arn:PARTITION:glue:REGION:111122223333:table/d/*'],
  ['dataUri', (naming) => naming.dataUri('b', ACME_EU), 's3://b/acme-eu/'],
  ['hubPrefix', (naming) => naming.hubPrefix(ACME_EU, 'acme-eu--berlin-1'), 'acme-eu/acme-eu--berlin-1/'],
  [
    'callingHubsObjectsArn',
    (naming) => naming.callingHubsObjectsArn('b', ACME_EU),
    'arn:PARTITION:s3:::b/acme-eu/${credentials-iot:ThingName}/*',
  ],
  ['dataObjectsArn', (naming) => naming.dataObjectsArn('b', ACME_EU), 'arn:PARTITION:s3:::b/acme-eu/*'],
  [
    'connectorParametersArn',
    (naming) => naming.connectorParametersArn(ACME_EU),
    'arn:PARTITION:ssm:REGION:111122223333:parameter/dev/acme-eu/connectors/*',
  ],
  [
    'connectorParametersArn of the calling principal',
    (naming) => naming.connectorParametersArn(PRINCIPAL_ORG_SLUG),
    'arn:PARTITION:ssm:REGION:111122223333:parameter/dev/${aws:PrincipalTag/orgSlug}/connectors/*',
  ],
  [
    'systemsManagerSourceArn',
    (naming) => naming.systemsManagerSourceArn(),
    'arn:PARTITION:ssm:REGION:111122223333:*',
  ],
];

describe.each([
  ['aws', 'eu-central-1', 'amazonaws.com'],
  ['aws-us-gov', 'us-gov-west-1', 'amazonaws.com'],
  ['aws-cn', 'cn-north-1', 'amazonaws.com.cn'],
])('in %s', (partition, region, dnsSuffix) => {
  const naming = new Naming(identity({ region: regionNamed(region) }));

  test.each(ARNS)('%s', (_, call, expected) => {
    expect(call(naming)).toBe(expected.replace('PARTITION', partition).replace('REGION', region));
  });

  test.each(['s3', 'ssm', 'ecr'] as const)('viaService of %s', (service) => {
    expect(naming.viaService(service)).toBe(`${service}.${region}.${dnsSuffix}`);
  });

  test('repositoryUri', () => {
    expect(naming.repositoryUri('data-connector-sftp')).toBe(
      `111122223333.dkr.ecr.${region}.${dnsSuffix}/data-connector-sftp`,
    );
  });
});

test.each(['acme', 'acme-eu', 'a-b-c'])('the calling principal of %s gets the names of its own', (text) => {
  const slug = parseOrgSlug(text);
  const naming = new Naming(identity());
  const { workgroup, database } = naming.organization(slug);
  const asPrincipal = (name: string): string =>
    name.replaceAll(PRINCIPAL_ORG_SLUG, slug).replaceAll(PRINCIPAL_ORG_DATABASE, database);
  const ofCaller = naming.ofCallingPrincipal;
  expect({
    workgroup: asPrincipal(ofCaller.workgroup),
    database: asPrincipal(ofCaller.database),
    prefix: asPrincipal(naming.dataPrefix(PRINCIPAL_ORG_SLUG)),
    parameters: asPrincipal(naming.connectorParametersArn(PRINCIPAL_ORG_SLUG)),
  }).toEqual({
    workgroup,
    database,
    prefix: naming.dataPrefix(slug),
    parameters: naming.connectorParametersArn(slug),
  });
  expect(ofCaller.workgroup).toContain('${aws:PrincipalTag/orgSlug}');
  expect(ofCaller.database).toBe('${aws:PrincipalTag/orgDatabase}');
});
