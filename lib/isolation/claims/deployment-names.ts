import type { DeploymentRole } from '../deployment-role';

/** What is the environment's by its names, as patterns of ARNs, read apart from the policies. */
export interface DeploymentNames {
  readonly place: { readonly partition: string; readonly account: string };
  /** All that the app makes, and administrators make beside it, by service. */
  readonly own: Readonly<Record<string, readonly string[]>>;
  /** Actions on what has no such name, which have a question of their own. */
  readonly askedByThemselves: readonly string[];
  readonly bootstrapVersion: string;
  readonly throughEcr: string;
  readonly itsPolicies: readonly string[];
  readonly organizationRoles: readonly string[];
  readonly pipelineRoles: readonly string[];
  readonly deliveryRoles: readonly string[];
  readonly enrolmentRole: string;
  readonly organizationBoundary: string;
  readonly pipelineBoundary: string;
  readonly deliveryBoundary: string;
  readonly attachable: readonly string[];
  readonly athenaPolicy: string;
  readonly passed: readonly string[];
  readonly ofAdministrators: readonly string[];
  readonly ofOperators: readonly string[];
}

const OPERATORS = ['hub-operator', 'hub-revoker', 'secret-writer', 'monitor', 'auditor', 'break-glass'];

export function ownPatterns({ named, environment, principal }: DeploymentRole): DeploymentNames {
  const { partition, account, region, dnsSuffix } = principal.source.stack;
  const prefix = named.slice(0, -environment.length - 1);
  const database = `${prefix}_${environment}`;
  const iam = (text: string): string => `arn:${partition}:iam::${account}:${text}`;
  const byService = (arns: readonly string[]): Record<string, string[]> => {
    const sorted: Record<string, string[]> = {};
    for (const arn of arns) (sorted[arn.split(':')[2] ?? ''] ??= []).push(arn);
    return sorted;
  };
  const inRegion = (service: string, text: string): string =>
    `arn:${partition}:${service}:${region}:${account}:${text}`;
  const bucket = (purpose: string): string =>
    `arn:${partition}:s3:::${named}-${purpose}-${account}-${region}-an`;
  const athenaPolicy = iam(`policy/${prefix}-athena-${region}-${environment}-*-policy`);
  const bootstrapVersion = inRegion('ssm', 'parameter/cdk-bootstrap/hnb659fds/version');
  const auditBuckets = ['audit', 'org-audit', 'audit-results'].map(bucket);
  return {
    place: { partition, account },
    own: byService([
      iam(`*/${named}-*`),
      athenaPolicy,
      iam(`user/${prefix}-athena-${environment}-*`),
      iam('oidc-provider/*'),
      ...['raw', 'standardized', 'artifacts', 'athena-results', 'access-logs'].map(bucket),
      inRegion('athena', `workgroup/${named}-*`),
      ...['data-connector-*', 'pipeline-*'].map((text) => inRegion('ecr', `repository/${text}`)),
      inRegion('events', `rule/${named}-*`),
      ...['catalog', 'database/default', '*/default/*', `*/${database}_*`].map((text) =>
        inRegion('glue', text),
      ),
      inRegion('iot', `*/${named}-*`),
      inRegion('logs', `log-group:/${prefix}/${environment}/*`),
      inRegion('scheduler', `schedule/${named}--audit-delivery/${named}-*`),
      inRegion('sqs', `${named}-*`),
      bootstrapVersion,
    ]),
    askedByThemselves: [
      'iam:attachrolepolicy',
      'iam:attachuserpolicy',
      'iam:detachrolepolicy',
      'iam:detachuserpolicy',
      'kms:tagresource',
    ],
    bootstrapVersion: bootstrapVersion,
    throughEcr: `ecr.${region}.${dnsSuffix}`,
    itsPolicies: ['boundary', 'roles', 'identities', 'storage', 'services'].map((purpose) =>
      iam(`policy/${named}--deployment-${purpose}`),
    ),
    organizationRoles: ['data-hub', 'hybrid-node', 'analyst'].map((kind) => iam(`role/${named}-*-${kind}`)),
    pipelineRoles: [iam(`role/${named}-*-pipeline`)],
    deliveryRoles: [iam(`role/${named}-*--audit`)],
    enrolmentRole: iam(`role/${named}-enrolment`),
    organizationBoundary: iam(`policy/${named}-organization-boundary`),
    pipelineBoundary: iam(`policy/${named}-pipeline-boundary`),
    deliveryBoundary: iam(`policy/${named}--audit-delivery`),
    attachable: [iam(`policy/${named}-*`), athenaPolicy],
    athenaPolicy,
    passed: ['-*-data-hub', '-enrolment', '-*--audit'].map((rest) => iam(`role/${named}${rest}`)),
    ofAdministrators: [
      inRegion('cloudtrail', 'trail/*'),
      ...auditBuckets.flatMap((arn) => [arn, `${arn}/*`]),
      inRegion('athena', `workgroup/${named}--*`),
      ...['database', 'table'].map((kind) => inRegion('glue', `${kind}/${database}__*`)),
      inRegion('kms', `alias/${named}--*`),
      inRegion('events', `rule/${named}--*break-glass`),
      inRegion('logs', `log-group:/aws/events/*`),
      inRegion('sqs', `${named}--incidents-undelivered`),
      inRegion('sns', '*'),
      inRegion('scheduler', 'schedule-group/*'),
    ],
    ofOperators: OPERATORS.flatMap((use) => [iam(`role/${named}-${use}`), iam(`policy/${named}-${use}`)]),
  };
}
