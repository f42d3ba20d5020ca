import { PlatformError } from '../../config/errors';
import { AwsCallError } from './aws-call-error';
import type { Platform } from './open-platform';

type Suspended = Pick<Platform, 'environment' | 'organization'>;

/** What is asked for cannot be had while the organization is suspended. */
export class SuspendedError extends PlatformError {
  readonly code = 'ORGANIZATION_SUSPENDED';

  constructor(platform: Suspended, consequence: string) {
    const { environment } = platform;
    super(
      `${sentence(platform)}, so that ${consequence}; make it active first: "status": "active" in ` +
        `environments/${environment.name}.json, then deploy its stack`,
    );
    this.name = 'SuspendedError';
  }
}

/**
 * @param consequence what the suspension keeps from being done, as the end of a sentence
 * @throws SuspendedError while the organization is suspended
 */
export function requireActive(platform: Suspended, consequence: string): void {
  if (isSuspended(platform)) throw new SuspendedError(platform, consequence);
}

/**
 * Does something for an organization, and says so if it is suspended: in one line after what succeeds, and in
 * the error of what AWS denies, which is perhaps no permission to ask for.
 * @throws what the action throws
 */
export async function tellingSuspension(
  platform: Suspended,
  action: () => Promise<void>,
  tell: (line: string) => void,
): Promise<void> {
  try {
    await action();
  } catch (error) {
    const isDenied = error instanceof AwsCallError && error.code === 'AWS_DENIED';
    if (!isDenied || !isSuspended(platform)) throw error;
    const { code, message, awsError, action: denied } = error;
    throw new AwsCallError(code, `${message} (${sentence(platform)}, which may be why)`, awsError, denied);
  }
  if (isSuspended(platform)) tell(`note: ${sentence(platform)}: its key, hubs and queries are denied`);
}

/** Whether the environment's file says that the organization is suspended. */
export function isSuspended({ organization }: Suspended): boolean {
  return organization.status === 'suspended';
}

function sentence({ environment, organization }: Suspended): string {
  return `organization ${organization.slug} is suspended in environment ${environment.name}`;
}
