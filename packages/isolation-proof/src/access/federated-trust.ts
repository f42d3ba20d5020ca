import type { Resolved } from '../templates/resolved';

/** A provider of the account: `arn:aws:iam::111122223333:oidc-provider/identity.example.com`. */
const PROVIDER = /^arn:[^:*?]+:iam::(\d{12}):(oidc|saml)-provider\/([^*?$]+)$/;

/** The account of an identity provider; undefined if it is none of an account, or not known. */
export function accountOfProvider(provider: Resolved): string | undefined {
  return provider === undefined ? undefined : PROVIDER.exec(provider)?.[1];
}

/**
 * The condition key of the audience of what an identity provider signs: whom it was made for. Without it, what was
 * made for another application of the same provider opens the role, too.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html
 */
export function audienceKeyOf(provider: string): string | undefined {
  const [, , kind, name] = PROVIDER.exec(provider) ?? [];
  if (name === undefined) return undefined;
  return kind === 'saml' ? 'saml:aud' : `${name}:aud`.toLowerCase();
}

/**
 * Providers that sign in anybody, for an audience that anybody may ask for: whom somebody acts for, the subject alone
 * tells. AWS demands a condition on it, too, but not which.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html
 */
const OF_EVERYBODY: ReadonlySet<string> = new Set([
  'agent.buildkite.com',
  'app.terraform.io',
  'gitlab.com',
  'oidc-configuration.audit-log.githubusercontent.com',
  'oidc.codefresh.io',
  'proidc.upbound.io',
  'scalr.io',
  'studio.datachain.ai/api',
  'token.actions.githubusercontent.com',
  'tokens.cloud.shisho.dev',
  'vstoken.actions.githubusercontent.com',
]);

/** The condition key of the subject, if only that tells whose somebody is whom the provider signs in. */
export function subjectKeyOf(provider: string): string | undefined {
  const [, , kind, name = ''] = PROVIDER.exec(provider) ?? [];
  const host = name.toLowerCase();
  return kind === 'oidc' && OF_EVERYBODY.has(host) ? `${host}:sub` : undefined;
}
