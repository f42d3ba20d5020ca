import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import type { EnvironmentConfig } from '../../config/environment-config';
import { Naming } from '../../config/naming';
import { operationStackNames } from '../../config/operation-stacks';
import { AwsCallError } from '../account/aws-call-error';
import { closeClients } from '../account/platform-clients';
import { type ClientsOf, SDK_CLIENTS } from '../preflight/open-account';

/**
 * Stacks that CloudFormation's role may not deploy, because they watch over it: the CDK CLI deploys them with the
 * credentials of whoever runs it.
 */
function ofAdministrators(environment: EnvironmentConfig): string[] {
  return environment.operations.deployment === true
    ? operationStackNames(environment, new Naming(environment))
    : [];
}

/**
 * Of some stacks those that the caller cannot deploy, as far as that can be told before it is tried: whoever may not
 * describe a stack may not change it, either. What deploys from CI may take on the roles of `cdk bootstrap` and do
 * nothing else.
 * @throws AwsCallError if AWS cannot be asked
 */
export async function leftToAdministrators(
  names: readonly string[],
  environment: EnvironmentConfig,
  clientsOf: ClientsOf = SDK_CLIENTS,
): Promise<string[]> {
  const asked = ofAdministrators(environment).filter((name) => names.includes(name));
  if (asked.length === 0) return [];
  const clients = clientsOf(environment);
  try {
    const left: string[] = [];
    for (const StackName of asked) {
      try {
        await clients.cloudformation.send(new DescribeStacksCommand({ StackName }));
      } catch (error) {
        if (!(error instanceof AwsCallError)) throw error;
        if (error.code === 'AWS_DENIED') left.push(StackName);
        // A stack that is not there yet cannot be described by anybody.
        else if (error.awsError !== 'ValidationError') throw error;
      }
    }
    return left;
  } finally {
    closeClients(clients);
  }
}

/** What is said of stacks that were not even tried. */
export function leftOutText(
  names: readonly string[],
  environment: string,
  consequence: 'left out' | 'nothing was deployed',
): string {
  const [is, was] = names.length === 1 ? ['is', 'was'] : ['are', 'were'];
  const what =
    consequence === 'left out'
      ? `${names.length === 1 ? 'It' : 'They'} ${was} left out.`
      : 'Nothing was deployed.';
  return `${names.join(' and ')} ${is} an administrator's to deploy, and you may not. ${what} ${howTo(names, environment)}`;
}

/** What is said of stacks that were tried, and have failed. */
export function administratorsText(failed: readonly string[], environment: EnvironmentConfig): string[] {
  const names = ofAdministrators(environment).filter((name) => failed.includes(name));
  if (names.length === 0) return [];
  const text = `If ${names.join(' and ')} failed for lack of a permission: CloudFormation's role has none there.`;
  return [`${text} ${howTo(names, environment.name)}`];
}

function howTo(names: readonly string[], environment: string): string {
  return (
    'An administrator runs, with credentials of their own: ' +
    `npm run deploy -- -c environment=${environment} ${names.join(' ')}`
  );
}
