import { MFA_TAG, REASON_TAG } from '../../config/break-glass-tags';
import { issuerWithoutScheme } from '../../config/identity-issuer';
import { type Naming, ORG_SLUG_TAG } from '../../config/naming';
import type { OperatorSignIn, TrustedRole } from '../../config/operations';
import { SAML_SIGN_IN } from '../analyst/analyst-trust';
import type { Conditions, ConditionValues, Statement } from '../statement';

/**
 * Trust of break-glass: whoever comes in says who they are (the source identity), which organization's data they open,
 * and why. All three are in the trail, and the first alarm is made of them. One session names one organization, and
 * brings no other tag.
 *
 * Roles show that they used MFA. Identity providers do not: of their sessions AWS does not know, so that the provider
 * has to say it in a session tag, and is believed.
 *
 * Only the Region's own endpoint of AWS STS lets anybody in: the global one records its events in another Region,
 * whose rules are not ours.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent
 */
export function breakGlassTrust(naming: Naming, signIn: OperatorSignIn): Statement[] {
  if ('roles' in signIn) {
    return trustedRoles(naming, signIn.roles['break-glass'] ?? []);
  }
  if ('oidc' in signIn) {
    const { issuer, audiences } = signIn.oidc;
    const audience = audiences['break-glass'];
    if (audience === undefined) return [];
    return [
      byProvider(naming, naming.oidcProviderArn(issuer), 'sts:AssumeRoleWithWebIdentity', {
        [`${issuerWithoutScheme(issuer)}:aud`]: audience,
      }),
    ];
  }
  const { provider, audience = SAML_SIGN_IN[naming.environment.region.partition] } = signIn.saml;
  const arn = 'arn' in provider ? provider.arn : naming.samlProviderArn(naming.shared.operatorSamlProvider);
  return [byProvider(naming, arn, 'sts:AssumeRoleWithSAML', { 'SAML:aud': audience })];
}

/** Each role of another account has an external id of its own, and so a statement. */
function trustedRoles(naming: Naming, roles: readonly TrustedRole[]): Statement[] {
  const byExternalId = new Map<string | undefined, string[]>();
  for (const { arn, externalId } of roles) {
    byExternalId.set(externalId, [...(byExternalId.get(externalId) ?? []), arn]);
  }
  return [...byExternalId].map(([externalId, arns], index) => ({
    Sid: index === 0 ? 'Roles' : `Roles${index + 1}`,
    Effect: 'Allow',
    Principal: { AWS: arns },
    Action: ['sts:AssumeRole', ...TAGGED],
    Condition: {
      ...conditions(naming, externalId === undefined ? {} : { 'sts:ExternalId': externalId }, [
        ORG_SLUG_TAG,
        REASON_TAG,
      ]),
      Bool: { 'aws:MultiFactorAuthPresent': 'true' },
    },
  }));
}

function byProvider(naming: Naming, provider: string, action: string, audience: ConditionValues): Statement {
  return {
    Sid: 'IdentityProvider',
    Effect: 'Allow',
    Principal: { Federated: provider },
    Action: [action, ...TAGGED],
    Condition: conditions(naming, { ...audience, [`aws:RequestTag/${MFA_TAG}`]: 'true' }, [
      ORG_SLUG_TAG,
      REASON_TAG,
      MFA_TAG,
    ]),
  };
}

const TAGGED = ['sts:TagSession', 'sts:SetSourceIdentity'];

function conditions(naming: Naming, equal: ConditionValues, tags: readonly string[]): Conditions {
  return {
    StringEquals: { 'aws:RequestedRegion': naming.environment.region.name, ...equal },
    // Something is written there, and it is not a folder within an organization's.
    StringLike: {
      'sts:SourceIdentity': '?*',
      [`aws:RequestTag/${REASON_TAG}`]: '?*',
      [`aws:RequestTag/${ORG_SLUG_TAG}`]: '?*',
    },
    StringNotLike: { [`aws:RequestTag/${ORG_SLUG_TAG}`]: '*/*' },
    'ForAllValues:StringEquals': { 'aws:TagKeys': tags },
  };
}
