import { Naming } from '../../../config/naming';
import { parseOrgSlug } from '../../../config/org-slug';
import { deploymentBoundary } from '../../../policies/deployment/deployment-boundary';
import { deploymentPolicies } from '../../../policies/deployment/deployment-policies';
import type { Statement } from '../../../policies/statement';
import { matchesText } from '../../../packages/isolation-proof/src/patterns/matches-text';
import { wildcardPattern } from '../../../packages/isolation-proof/src/patterns/pattern';
import type { AnalystAccess } from '../../../config/analysts';
import { BY_OIDC } from '../../fixtures/analysts';
import { environment, organization, PIPELINES } from '../../fixtures/environment';
import { OPERATORS_BY_OIDC } from '../../fixtures/operators';
import { synthesize, wholeOf } from '../../fixtures/synthesize';
import PERMISSIONS from './handler-permissions.json';
import { UNNEEDED } from './unneeded-permissions';

const BY_OWN_SAML: AnalystAccess = { saml: { provider: { metadataDocument: '<EntityDescriptor/>' } } };

/** Everything that CloudFormation deploys is on: what an administrator deploys is in stacks of its own. */
const EVERYTHING = environment({
  analysts: BY_OIDC,
  athenaCreateIamUser: true,
  accessLogEncryption: 'SSE-KMS',
  pipelines: { ...PIPELINES, createDefaultDatabase: true, encryptDataCatalog: true },
  operations: {
    signIn: OPERATORS_BY_OIDC,
    audit: { retentionDays: 2192, organizations: true },
    deployment: true,
  },
  organizations: [
    organization('acme', { audit: true, athenaUsers: ['ann'] }),
    organization('acme-eu', { audit: true }),
  ],
});
const NAMING = new Naming(EVERYTHING);
const BY_ADMINISTRATORS = ['operations', 'audit', 'audit-archive', 'deployment'].map(
  (kind) => `ts-test-${kind}`,
);

const TYPES = [
  ...new Set(
    [EVERYTHING, environment({ analysts: BY_OWN_SAML })]
      .flatMap((one) => Object.entries(synthesize(wholeOf(one))))
      .filter(([stack]) => !BY_ADMINISTRATORS.includes(stack))
      .flatMap(([, { Resources: resources }]) => Object.values(resources).map(({ Type: type }) => type)),
  ),
].sort();

/** Resources of the app, by service. What takes none is asked about with `*`. */
const { shared } = NAMING;
const { keyAlias, ...own } = NAMING.organization(parseOrgSlug('acme'));
const RESOURCES = [
  '*',
  NAMING.bucketArn(shared.rawBucket),
  NAMING.repositoryArn(NAMING.connectorRepository('postgres')),
  NAMING.keyArnPattern().replace('*', '0123'),
  NAMING.keyAliasArn(keyAlias),
  NAMING.roleArn(own.dataHubRole),
  NAMING.managedPolicyArn(own.dataHubPolicy),
  NAMING.userArn(own.athenaUser),
  NAMING.samlProviderArn(shared.analystSamlProvider),
  NAMING.oidcProviderArn('https://identity.example.com'),
  NAMING.iotPolicyArn(own.dataHubIotPolicy),
  NAMING.roleAliasArn(own.dataHubRoleAlias),
  NAMING.thingTypeArn(own.dataHubThingType),
  NAMING.queueArn(own.arrivalsQueue),
  NAMING.eventRuleArn(own.arrivalsRule),
  NAMING.logGroupArn(own.pipelineLogGroup),
  NAMING.databaseArn(own.database),
  NAMING.workgroupArn(own.workgroup),
  NAMING.scheduleArn(shared.auditScheduleGroup, own.auditSchedule),
];

const INPUTS = {
  naming: NAMING,
  issuers: ['https://identity.example.com'],
  bootstrapVersionParameter: '/cdk-bootstrap/hnb659fds/version',
};
const POLICIES = deploymentPolicies(INPUTS).flatMap(({ statements }) => statements);
const BOUNDARY = deploymentBoundary(INPUTS);

const matches = (patterns: Statement['Action'], text: string): boolean =>
  [patterns ?? []].flat().some((pattern) => matchesText(wildcardPattern(pattern.toLowerCase()), text));

/** Whether some resource of the app is allowed the action, whatever the conditions are. */
function isAllowed(statements: readonly Statement[], action: string): boolean {
  const about = (effect: Statement['Effect'], resource: string): boolean =>
    statements.some(
      ({ Effect, Action, Resource }) =>
        Effect === effect &&
        matches(Action, action.toLowerCase()) &&
        matches(Resource, resource.toLowerCase()),
    );
  return RESOURCES.some(
    (resource) =>
      (resource === '*' || resource.split(':')[2] === action.split(':')[0]?.toLowerCase()) &&
      about('Allow', resource) &&
      !about('Deny', resource),
  );
}

test('the permissions of every type of the app are recorded, and of no other', () => {
  expect(Object.keys(PERMISSIONS).sort()).toEqual(TYPES.filter((type) => type !== 'AWS::CDK::Metadata'));
});

test.each(Object.entries(PERMISSIONS))(
  'what the handlers of %s ask for is allowed, or is not needed',
  (type, verbs) => {
    const named = [...new Set(Object.values(verbs).flat())];
    const missing = (statements: readonly Statement[]): string[] =>
      named.filter((action) => !isAllowed(statements, action)).sort();
    const unneeded = Object.values(UNNEEDED[type] ?? {}).flat();
    // Some are needed for another type; then nothing is missing.
    expect(missing(POLICIES).filter((action) => !unneeded.includes(action))).toEqual([]);
    expect(missing(BOUNDARY).filter((action) => !unneeded.includes(action))).toEqual([]);
    expect(unneeded.filter((action) => !named.includes(action))).toEqual([]);
  },
);

test('whatever is created can be deleted, so that a rollback goes through', () => {
  const unneeded = new Set(Object.values(UNNEEDED).flatMap((reasons) => Object.values(reasons).flat()));
  const deleting = Object.values(PERMISSIONS)
    .flatMap(({ delete: permissions }) => permissions)
    .filter((action) => /:(?:Delete|Deprecate|Detach|Remove|Schedule)/.test(action) && !unneeded.has(action));
  expect(deleting.length).toBeGreaterThan(20);
  for (const statements of [POLICIES, BOUNDARY]) {
    expect(deleting.filter((action) => !isAllowed(statements, action))).toEqual([]);
  }
});
