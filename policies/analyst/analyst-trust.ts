import type { AnalystAccess } from '../../config/analysts';
import { issuerWithoutScheme } from '../../config/identity-issuer';
import { type Naming, ORG_SLUG_TAG } from '../../config/naming';
import type { OrgSlug } from '../../config/org-slug';
import { CALLER_ORG_SLUG } from '../caller-conditions';
import { SAML_SIGN_IN } from '../saml-sign-in';
import type { Conditions, Statement } from '../statement';

/**
 * Trust of an organization's analyst role. The identity provider, or the account's own administration of
 * identities, says which organization somebody belongs to, and nobody else does:
 *
 * - OIDC and SAML: by the session tag `orgSlug`, which has to be this organization's. Without it nobody gets in.
 *   No other tag may come along: a session's tag replaces the role's, and so would name another key or database.
 * - Roles: by the tag `orgSlug` of the session that assumes the role. It brings no tags of its own: without
 *   sts:TagSession, a session with transitive tags, which would be passed on, is refused.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html
 */
export function analystTrust(naming: Naming, slug: OrgSlug, access: AnalystAccess): Statement[] {
  if ('roles' in access) {
    return [
      {
        Sid: 'RolesOfAnalysts',
        Effect: 'Allow',
        Principal: { AWS: access.roles },
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { [CALLER_ORG_SLUG]: slug } },
      },
    ];
  }
  if ('oidc' in access) {
    const { issuer, audience } = access.oidc;
    return [
      {
        Sid: 'IdentityProvider',
        Effect: 'Allow',
        Principal: { Federated: naming.oidcProviderArn(issuer) },
        Action: ['sts:AssumeRoleWithWebIdentity', 'sts:TagSession'],
        Condition: taggedWith(slug, { [`${issuerWithoutScheme(issuer)}:aud`]: audience }),
      },
    ];
  }
  const { provider, audience = SAML_SIGN_IN[naming.environment.region.partition] } = access.saml;
  return [
    {
      Sid: 'IdentityProvider',
      Effect: 'Allow',
      Principal: {
        Federated:
          'arn' in provider ? provider.arn : naming.samlProviderArn(naming.shared.analystSamlProvider),
      },
      Action: ['sts:AssumeRoleWithSAML', 'sts:TagSession'],
      Condition: taggedWith(slug, { 'SAML:aud': audience }),
    },
  ];
}

/**
 * ForAllValues holds where there is no tag at all, so that it restricts the others only: the organization's own is
 * demanded by StringEquals, which does not.
 */
function taggedWith(slug: OrgSlug, audience: Readonly<Record<string, string>>): Conditions {
  return {
    StringEquals: { ...audience, [`aws:RequestTag/${ORG_SLUG_TAG}`]: slug },
    'ForAllValues:StringEquals': { 'aws:TagKeys': ORG_SLUG_TAG },
  };
}
