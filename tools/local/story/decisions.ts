import { z } from 'zod';
import { askEmulator } from '../emulator-api';
import { StoryError } from './outcome';
import type { StoryContext } from './story-context';

/** Condition keys of a request; null for one that it does not have. */
export type AskedContext = Readonly<Record<string, string | null>>;

/** An action, the ARN of what it is done to, and what there is to know besides. */
export type Asked = readonly [action: string, resource: string, context?: AskedContext];

const decisionSchema = z.object({ decision: z.enum(['allowed', 'denied']), reason: z.string() });

/**
 * Has the emulated account decide requests that nobody makes, by everything that is deployed.
 * @param principal ARN of a role, or `root`
 * @param because what the reason of each refusal has to say
 * @throws StoryError with every request that is not decided so
 */
export async function expectDecisions(
  { emulator: { endpoint }, naming }: Pick<StoryContext, 'emulator' | 'naming'>,
  principal: string,
  expected: 'allowed' | 'denied',
  requests: readonly Asked[],
  because = '',
): Promise<void> {
  const wrong: string[] = [];
  for (const [action, resource, more] of requests) {
    const { decision, reason } = await askEmulator(endpoint, ['POST', 'decide'], decisionSchema, {
      principal,
      action,
      resource,
      // What an administrator or an operator would be told apart by is the caller; the rest is as it would be.
      context: {
        'aws:SecureTransport': 'true',
        'iam:PermissionsBoundary': naming.managedPolicyArn(naming.shared.organizationBoundary),
        ...more,
      },
    });
    if (decision !== expected || !reason.includes(because)) {
      wrong.push(`${principal}: ${action} on ${resource} is ${decision} (${reason}), expected ${expected}`);
    }
  }
  if (wrong.length > 0) throw new StoryError(wrong.join('\n'));
}
