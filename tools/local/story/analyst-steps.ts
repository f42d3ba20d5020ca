import { ORG_KEY_ARN_TAG } from '../../../config/naming';
import { type CallerClients, callerClients } from '../caller-clients';
import { ANALYST, claimsOfAnalyst, signIn } from './analyst';
import { DAILY_SUMS, expectRows } from './daily-sums-query';
import type { TokenClaims } from './identity-issuer';
import { refusedSignIn } from './outcome';
import { runQuery } from './query';
import type { Neighbours, OrganizationOfStory, StoryContext } from './story-context';
import type { StoryStep } from './story-step';
import type { ReadingsOfStory } from './uploads';

/** An analyst who has signed in, and has asked something. */
export interface AnalystOfStory {
  readonly clients: CallerClients;
  /** URI of the result. */
  readonly result: string;
}

/**
 * An analyst signs in, and asks what was uploaded comes to.
 * @throws StoryError if the answer differs
 */
export async function queryAsAnalyst(
  context: StoryContext,
  { slug }: OrganizationOfStory,
  readings: ReadingsOfStory,
): Promise<AnalystOfStory> {
  const { naming, issuer, steps, signal } = context;
  const clients = await steps.run(
    `The analyst ${ANALYST} of ${slug} signs in with a token of ${issuer.issuer}`,
    async () => {
      const token = await issuer.sign(claimsOfAnalyst(context, slug));
      return callerClients(context, await signIn(context, slug, token));
    },
    () => 'allowed, for one hour',
  );
  const result = await steps.run(
    'The analyst asks for count and sum, by instrument and day',
    async () => {
      const { rows, output } = await runQuery(
        clients.athena,
        { sql: DAILY_SUMS, ...naming.organization(slug) },
        signal,
      );
      expectRows(rows, readings, 'the analyst');
      return output;
    },
    () => `${readings.answer.length} rows, to the digit what the hub uploaded`,
  );
  return { clients, result };
}

const HOUR = 60 * 60;

/** Tokens that the issuer did sign, and that do not open the role of an organization. */
export function deniedSignInSteps(context: StoryContext, { own, other }: Neighbours): StoryStep[] {
  const claims = claimsOfAnalyst(context, own.slug);
  const attempt = (change: Partial<TokenClaims>) => async (): Promise<string> => {
    const token = await context.issuer.sign({ ...claims, ...change });
    return refusedSignIn(() => signIn(context, own.slug, token));
  };
  return [
    {
      title: `An analyst of ${other.slug} signs in to ${own.slug}`,
      run: attempt({ sessionTags: claimsOfAnalyst(context, other.slug).sessionTags }),
    },
    {
      title: `An analyst of ${own.slug} signs in with a token that names the key of ${other.slug}, too`,
      run: attempt({ sessionTags: { ...claims.sessionTags, [ORG_KEY_ARN_TAG]: other.keyArn } }),
    },
    {
      title: 'An analyst signs in with a token for another application',
      run: attempt({ audience: `${claims.audience}.other` }),
    },
    { title: 'An analyst signs in with an expired token', run: attempt({ seconds: -HOUR }) },
  ];
}
