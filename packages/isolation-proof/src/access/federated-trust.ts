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
 * tells. AWS demands a condition on it, too, but not which. Of each that documents it, what the subject of one owner
 * looks like.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html
 */
const OF_EVERYBODY: Readonly<Record<string, string | undefined>> = {
  // https://buildkite.com/docs/pipelines/security/oidc/aws
  'agent.buildkite.com': 'organization:acme-inc:pipeline:deploy:*',
  // https://developer.hashicorp.com/terraform/cloud-docs/workspaces/dynamic-provider-credentials/aws-configuration
  'app.eu.terraform.io': 'organization:my-org:project:*:workspace:my-workspace:run_phase:*',
  'app.terraform.io': 'organization:my-org:project:*:workspace:my-workspace:run_phase:*',
  // https://docs.gitlab.com/ci/cloud_services/aws/
  'gitlab.com': 'project_path:my-group/my-project:*',
  'oidc-configuration.audit-log.githubusercontent.com': undefined,
  'oidc.codefresh.io': undefined,
  // With an issuer of its own for each team, `oidc.vercel.com/my-team`, it signs in that team only.
  // https://vercel.com/docs/oidc/reference
  'oidc.vercel.com': 'owner:my-team:project:my-project:environment:production',
  'proidc.upbound.io': undefined,
  'scalr.io': undefined,
  'studio.datachain.ai/api': undefined,
  // Repositories that are new since July 2026 have ids: `repo:octo-org@123456/octo-repo@456789:*`.
  // https://docs.github.com/en/actions/reference/security/oidc
  'token.actions.githubusercontent.com': 'repo:octo-org/octo-repo:*',
  'tokens.cloud.shisho.dev': undefined,
  'vstoken.actions.githubusercontent.com': undefined,
};

/** The condition key of the subject, if only that tells whose somebody is whom the provider signs in. */
export function subjectKeyOf(provider: string): string | undefined {
  const host = hostOf(provider);
  return host !== undefined && Object.hasOwn(OF_EVERYBODY, host) ? `${host}:sub` : undefined;
}

/** What a subject of one owner looks like; undefined if the provider documents none. */
export function exampleOfSubject(provider: string): string | undefined {
  return OF_EVERYBODY[hostOf(provider) ?? ''];
}

/**
 * Addresses that name whom their provider signs in: an organization of CircleCI, a workspace of Bitbucket, a team of Vercel,
 * an enterprise of GitHub, a tenant of Entra, a cluster of EKS, a user pool of Cognito.
 * https://circleci.com/docs/guides/permissions-authentication/openid-connect-tokens/
 * https://support.atlassian.com/bitbucket-cloud/docs/deploy-on-aws-using-bitbucket-pipelines-openid-connect/
 */
const OF_ONE_OWNER =
  /^(?:oidc\.circleci\.com\/org\/|api\.bitbucket\.org\/2\.0\/workspaces\/|oidc\.vercel\.com\/|token\.actions\.githubusercontent\.com\/|sts\.windows\.net\/|login\.microsoftonline\.com\/|oidc\.eks\.[^/]+\/id\/|cognito-idp\.[^/]+\/)[^/]/;

/** The address of an OIDC provider of which only its owner knows whom it signs in. */
export function unknownIssuer(provider: string): string | undefined {
  const host = hostOf(provider);
  return host === undefined || Object.hasOwn(OF_EVERYBODY, host) || OF_ONE_OWNER.test(host)
    ? undefined
    : host;
}

function hostOf(provider: string): string | undefined {
  const [, , kind, name = ''] = PROVIDER.exec(provider) ?? [];
  return kind === 'oidc' ? name.toLowerCase() : undefined;
}
