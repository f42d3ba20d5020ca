import { issuerWithoutScheme } from '../../config/identity-issuer';
import type { Naming } from '../../config/naming';
import type { OperatorSignIn, TrustedRole } from '../../config/operations';
import type { OperatorRole } from '../../config/operations-schema';
import { SAML_SIGN_IN } from '../saml-sign-in';
import type { Conditions, Statement } from '../statement';

/**
 * Every session names the person, and AWS writes the name into every line of the trail, also after a further change
 * of role. Providers say it in the claim `https://aws.amazon.com/source_identity` or the attribute
 * `https://aws.amazon.com/SAML/Attributes/SourceIdentity`, whoever assumes a role as a parameter.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html
 */
const NAMING_THE_PERSON = { StringLike: { 'sts:SourceIdentity': '*' } };

/**
 * Trust of an operator's role. Nobody brings tags: without sts:TagSession, a token, an assertion or a session with
 * tags is refused, so that no operator's session can name an organization.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html#id_session-tags_permissions-required
 * @returns nothing if the environment lets nobody in to this role
 */
export function operatorTrust(naming: Naming, use: OperatorRole, signIn: OperatorSignIn): Statement[] {
  if ('roles' in signIn) return trustInRoles(signIn.roles[use] ?? []);
  if ('oidc' in signIn) {
    const { issuer, audiences } = signIn.oidc;
    const audience = audiences[use];
    return audience === undefined
      ? []
      : [
          {
            Sid: 'IdentityProvider',
            Effect: 'Allow',
            Principal: { Federated: naming.oidcProviderArn(issuer) },
            Action: ['sts:AssumeRoleWithWebIdentity', 'sts:SetSourceIdentity'],
            Condition: {
              StringEquals: { [`${issuerWithoutScheme(issuer)}:aud`]: audience },
              ...NAMING_THE_PERSON,
            },
          },
        ];
  }
  const { provider, audience = SAML_SIGN_IN[naming.environment.region.partition] } = signIn.saml;
  return [
    {
      Sid: 'IdentityProvider',
      Effect: 'Allow',
      Principal: {
        Federated:
          'arn' in provider ? provider.arn : naming.samlProviderArn(naming.shared.operatorSamlProvider),
      },
      Action: ['sts:AssumeRoleWithSAML', 'sts:SetSourceIdentity'],
      Condition: { StringEquals: { 'SAML:aud': audience }, ...NAMING_THE_PERSON },
    },
  ];
}

/** One statement for the roles that have to show the same external id, and one for those that have to show none. */
function trustInRoles(roles: readonly TrustedRole[]): Statement[] {
  const byExternalId = new Map<string | undefined, string[]>();
  for (const { arn, externalId } of roles) {
    byExternalId.set(externalId, [...(byExternalId.get(externalId) ?? []), arn]);
  }
  return [...byExternalId].map(([externalId, arns], index): Statement => {
    const condition: Conditions =
      externalId === undefined ? {} : { StringEquals: { 'sts:ExternalId': externalId } };
    return {
      Sid: `Roles${index + 1}`,
      Effect: 'Allow',
      Principal: { AWS: arns },
      Action: ['sts:AssumeRole', 'sts:SetSourceIdentity'],
      Condition: { ...condition, ...NAMING_THE_PERSON },
    };
  });
}

/**
 * Other accounts whose roles the environment lets in to an operator's role. The role says so in its tag, apart from its
 * trust policy: a principal that gets into the policy by mistake is then found by the proof.
 */
export function externalAccounts(naming: Naming, use: OperatorRole, signIn: OperatorSignIn): string[] {
  const roles = 'roles' in signIn ? (signIn.roles[use] ?? []) : [];
  const accounts = roles.flatMap(({ arn }) => /^arn:[^:]*:iam::(\d{12}):/.exec(arn)?.[1] ?? []);
  return [...new Set(accounts)].filter((account) => account !== naming.environment.account).sort();
}
