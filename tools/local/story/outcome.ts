import { PlatformError } from '../../../config/errors';
import { isRefusal } from '../refusal';
import { QueryFailedError } from './query';

const REFUSED_TOKENS: readonly string[] = ['ExpiredTokenException', 'InvalidIdentityTokenException'];

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
  throw new StoryError('it was allowed, and must be refused');
}

/**
 * Signs in with a token that must open nothing. STS answers an invalid token with errors of its own; a valid one that
 * the role's trust policy does not admit is an ordinary denial.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html#API_AssumeRoleWithWebIdentity_Errors
 * @throws StoryError if it was accepted
 */
export async function refusedSignIn(work: () => Promise<unknown>): Promise<string> {
  try {
    return await refused(work);
  } catch (error) {
    if (error instanceof Error && REFUSED_TOKENS.includes(error.name)) return `refused: ${error.message}`;
    throw error;
  }
}

/**
 * Runs a query that Athena starts and that must fail, because it asks for something in the caller's name that the
 * caller may not do.
 * @param action what the caller may not do
 * @throws StoryError if it succeeded, or failed for another reason
 */
export async function refusedQuery(action: string, query: () => Promise<unknown>): Promise<string> {
  try {
    await query();
  } catch (error) {
    if (!(error instanceof QueryFailedError)) throw error;
    const { message } = error;
    if (message.includes(`not authorized to perform: ${action} `)) return `refused: ${reasonIn(message)}`;
    throw new StoryError(`the query failed, but not because of ${action}: ${message}`);
  }
  throw new StoryError('the query succeeded, and must be refused');
}

/**
 * The part of AWS's sentence that says why: `... because no identity-based policy allows the s3:GetObject action`.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
export function reasonIn(message: string): string {
  const [, reason] = /\b(?:because|with) ((?:no|an explicit deny)\b.*)$/.exec(message) ?? [];
  return (reason ?? message).replace(/ \(Service: .*\)$/, '');
}
