import { stripVTControlCharacters } from 'node:util';

/** Something that CloudFormation's role was denied. */
export interface Denial {
  readonly action: string;
  /** Where the denial names one. */
  readonly resource: string | undefined;
  /** In AWS's words, for example `no identity-based policy allows the sqs:CreateQueue action`. */
  readonly reason: string;
}

/**
 * AWS's sentence about the role that `cdk bootstrap` makes for CloudFormation.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
const DENIAL =
  /assumed-role\/cdk-[a-z0-9]+-cfn-exec-role-\S+ is not authorized to perform: (?<action>[\w-]+:\w+)(?: on resource: (?<resource>[^\s"]+))?(?: (?:because|with) (?<reason>[^"(]+))?/g;

/** What CloudFormation's role was denied, each once, in what the CDK CLI printed. */
export function deniedToRole(printed: string): Denial[] {
  // A terminal's width breaks no lines of the CLI, but its own indentation does.
  const text = stripVTControlCharacters(printed).replace(/\s+/g, ' ');
  const found = [...text.matchAll(DENIAL)].map(({ groups = {} }): Denial => {
    const { action = '', resource, reason = '' } = groups;
    return { action, resource, reason: reason.trim() };
  });
  const told = new Map(found.map((denial) => [`${denial.action} ${denial.resource ?? ''}`, denial]));
  return [...told.values()];
}

/** What to do about a denial, in one line. */
export function denialText({ action, resource, reason }: Denial): string {
  const on = resource === undefined ? '' : ` on ${resource}`;
  const denied = `CloudFormation's role may not ${action}${on}${reason === '' ? '' : ` (${reason})`}.`;
  if (reason.includes('explicit deny')) {
    return `${denied} A statement denies it on purpose: deploy it as an administrator, or remove it from the template.`;
  }
  return (
    `${denied} If the app needs it, allow it in ${fileOf(action, reason)} and have an administrator deploy the ` +
    'policies: npm run deployment-role says how.'
  );
}

/** The file whose statements would allow an action. */
function fileOf(action: string, reason: string): string {
  const [service = '', operation = ''] = action.split(':');
  const ceiling = 'policies/deployment/deployment-boundary.ts';
  if (reason.includes('permissions boundary')) return ceiling;
  return `${policyFileOf(service, operation)} and ${ceiling}`;
}

function policyFileOf(service: string, operation: string): string {
  switch (service) {
    case 'iam':
      return `policies/deployment/${operation.includes('Role') ? 'roles' : 'identities'}-policy.ts`;
    case 'kms':
      return 'policies/deployment/key-statements.ts';
    case 's3':
    case 'ecr':
      return 'policies/deployment/storage-policy.ts';
    default:
      return 'policies/deployment/services-policy.ts';
  }
}
