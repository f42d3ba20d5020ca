import type { Resolved } from '../templates/resolved';

/** A provider of the account: `arn:aws:iam::111122223333:oidc-provider/identity.example.com`. */
const PROVIDER = /^arn:[^:*?]+:iam::(\d{12}):(?:oidc|saml)-provider\/([^*?$]+)$/;

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
  const name = PROVIDER.exec(provider)?.[2];
  if (name === undefined) return undefined;
  return /^[^/]*:saml-provider\//.test(provider) ? 'saml:aud' : `${name}:aud`.toLowerCase();
}
