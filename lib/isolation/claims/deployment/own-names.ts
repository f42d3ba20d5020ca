import type { DeploymentRole } from '../../deployment-role';

/** Roles, as patterns of ARNs, with the one boundary that they may have. */
interface Bound {
  readonly roles: readonly string[];
  readonly boundary: string;
}

/** What is the environment's by its names, as patterns of ARNs, read apart from the policies. */
export interface DeploymentNames {
  readonly partition: string;
  /** The environment's name, as its tag has it. */
  readonly environment: string;
  /** All that the app makes, and administrators make beside it, by service. */
  readonly own: Readonly<Record<string, readonly string[]>>;
  readonly buckets: readonly string[];
  readonly anyKey: string;
  readonly throughEcr: string;
  readonly itsPolicies: readonly string[];
  readonly bound: readonly Bound[];
  readonly enrolmentRole: string;
  readonly attachable: readonly string[];
  readonly athenaPolicy: string;
  readonly anyRole: string;
  readonly passed: readonly string[];
  readonly ofAdministrators: readonly string[];
  readonly ofOperators: readonly string[];
}

const OPERATORS = ['hub-operator', 'hub-revoker', 'secret-writer', 'monitor', 'auditor', 'break-glass'];
const BUCKETS = ['raw', 'standardized', 'artifacts', 'athena-results', 'access-logs'];
const AUDIT_BUCKETS = ['audit', 'org-audit', 'audit-results'];

export function ownNames({ named, environment, principal }: DeploymentRole): DeploymentNames {
  const { partition, account, region, dnsSuffix } = principal.source.stack;
  const prefix = named.slice(0, -environment.length - 1);
  const database = `${prefix}_${environment}`;
  const iam = (text: string): string => `arn:${partition}:iam::${account}:${text}`;
  const policy = (rest: string): string => iam(`policy/${named}-${rest}`);
  const inRegion = (service: string, text: string): string =>
    `arn:${partition}:${service}:${region}:${account}:${text}`;
  const bucket = (purpose: string): string =>
    `arn:${partition}:s3:::${named}-${purpose}-${account}-${region}-an`;
  const athenaPolicy = iam(`policy/${prefix}-athena-${region}-${environment}-*-policy`);
  return {
    partition,
    environment,
    own: {
      iam: [
        iam(`*/${named}-*`),
        athenaPolicy,
        iam(`user/${prefix}-athena-${environment}-*`),
        iam('oidc-provider/*'),
      ],
      s3: [bucket('*')],
      athena: [inRegion('athena', `workgroup/${named}-*`)],
      ecr: ['data-connector-*', 'pipeline-*'].map((text) => inRegion('ecr', `repository/${text}`)),
      events: [inRegion('events', `rule/${named}-*`)],
      glue: ['catalog', 'database/default', '*/default/*', `*/${database}_*`].map((text) =>
        inRegion('glue', text),
      ),
      iot: [inRegion('iot', `*/${named}-*`)],
      kms: [inRegion('kms', 'key/*'), inRegion('kms', `alias/${named}-*`)],
      logs: [inRegion('logs', `log-group:/${prefix}/${environment}/*`)],
      scheduler: [inRegion('scheduler', `schedule/${named}--audit-delivery/*`)],
      sqs: [inRegion('sqs', `${named}-*`)],
      ssm: [inRegion('ssm', 'parameter/cdk-bootstrap/hnb659fds/version')],
    },
    buckets: BUCKETS.map(bucket),
    anyKey: `arn:${partition}:kms:*:*:key/*`,
    throughEcr: `ecr.${region}.${dnsSuffix}`,
    itsPolicies: ['boundary', 'roles', 'identities', 'storage', 'services'].map((purpose) =>
      iam(`policy/${named}--deployment-${purpose}`),
    ),
    bound: [
      {
        roles: ['data-hub', 'hybrid-node', 'analyst'].map((kind) => iam(`role/${named}-*-${kind}`)),
        boundary: policy('organization-boundary'),
      },
      { roles: [iam(`role/${named}-*-pipeline`)], boundary: policy('pipeline-boundary') },
      { roles: [iam(`role/${named}-*--audit`)], boundary: policy('-audit-delivery') },
    ],
    enrolmentRole: iam(`role/${named}-enrolment`),
    attachable: [policy('*'), athenaPolicy],
    athenaPolicy,
    anyRole: iam('role/*'),
    passed: ['*-data-hub', 'enrolment', '*--audit'].map((rest) => iam(`role/${named}-${rest}`)),
    ofAdministrators: [
      inRegion('cloudtrail', 'trail/*'),
      ...AUDIT_BUCKETS.map(bucket).flatMap((arn) => [arn, `${arn}/*`]),
      inRegion('athena', `workgroup/${named}--*`),
      ...['database', 'table'].map((kind) => inRegion('glue', `${kind}/${database}__*`)),
      inRegion('kms', `alias/${named}--*`),
      inRegion('events', `rule/${named}--*break-glass`),
      inRegion('logs', 'log-group:/aws/events/*'),
      inRegion('sqs', `${named}--incidents-undelivered`),
      inRegion('sns', '*'),
      inRegion('scheduler', 'schedule-group/*'),
    ],
    ofOperators: OPERATORS.flatMap((use) => ['role', 'policy'].map((kind) => iam(`${kind}/${named}-${use}`))),
  };
}
