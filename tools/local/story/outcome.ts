import { PlatformError } from '../../../config/errors';
import { isRefusal } from '../refusal';

/** Something in the story did not come out as it has to. */
export class StoryError extends PlatformError {
  readonly code = 'STORY';

  constructor(message: string) {
    super(message);
    this.name = 'StoryError';
  }
}

/**
 * Does what has to be refused.
 * @returns what the service answered
 * @throws StoryError if it was allowed
 */
export async function refused(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
  } catch (error) {
    if (isRefusal(error)) return `refused: ${reasonIn(error.message)}`;
    throw error;
  }
  throw new StoryError('it was allowed, and has to be refused');
}

/**
 * The part of AWS's sentence that says why: `... because no identity-based policy allows the s3:GetObject action`.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
export function reasonIn(message: string): string {
  const [, reason] = /\b(?:because|with) ((?:no|an explicit deny)\b.*)$/.exec(message) ?? [];
  return reason ?? message;
}
