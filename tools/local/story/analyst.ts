import { AssumeRoleWithWebIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { OidcAccess } from '../../../config/analysts';
import type { EnvironmentConfig } from '../../../config/environment-config';
import { ORG_SLUG_TAG } from '../../../config/naming';
import type { OrgSlug } from '../../../config/org-slug';
import { type AccessKey, secureSettings } from '../caller-clients';
import type { TokenClaims } from './identity-issuer';
import { StoryError } from './outcome';
import type { StoryContext } from './story-context';

/** Who signs in. */
export const ANALYST = 'ann';

type WithAnalysts = Pick<EnvironmentConfig, 'analysts'>;

/**
 * URL of the issuer that the environment's analysts sign in with.
 * @throws StoryError if it has none
 */
export function issuerOf(environment: WithAnalysts): string {
  return oidcOf(environment).issuer;
}

/** What the issuer says of an analyst of an organization. */
export function claimsOfAnalyst(
  { environment }: { readonly environment: WithAnalysts },
  slug: OrgSlug,
): TokenClaims {
  const { audience } = oidcOf(environment);
  return { subject: ANALYST, audience, sessionTags: { [ORG_SLUG_TAG]: slug } };
}

function oidcOf({ analysts }: WithAnalysts): OidcAccess {
  if (analysts === undefined || !('oidc' in analysts)) {
    throw new StoryError('a story takes analysts who sign in by OIDC: analysts.oidc of the environment');
  }
  return analysts.oidc;
}

/** Exchanges a token for a session of an organization's analyst role. */
export async function signIn(context: StoryContext, slug: OrgSlug, token: string): Promise<AccessKey> {
  const { naming } = context;
  // Nobody signs this request: the token says who asks.
  const sts = new STSClient(secureSettings(context));
  const { Credentials } = await sts.send(
    new AssumeRoleWithWebIdentityCommand({
      RoleArn: naming.roleArn(naming.organization(slug).analystRole),
      RoleSessionName: ANALYST,
      WebIdentityToken: token,
    }),
  );
  const {
    AccessKeyId: accessKeyId,
    SecretAccessKey: secretAccessKey,
    SessionToken: sessionToken,
  } = Credentials ?? {};
  if (accessKeyId === undefined || secretAccessKey === undefined || sessionToken === undefined) {
    throw new StoryError('no session was given for the token');
  }
  return { accessKeyId, secretAccessKey, sessionToken };
}
