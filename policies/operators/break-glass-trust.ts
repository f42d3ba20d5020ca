import { MFA_TAG, REASON_TAG } from '../../config/break-glass-tags';
import { issuerWithoutScheme } from '../../config/identity-issuer';
import { type Naming, ORG_SLUG_TAG } from '../../config/naming';
import type { OperatorSignIn, TrustedRole } from '../../config/operations';
import { SAML_SIGN_IN } from '../saml-sign-in';
import type { Conditions, ConditionValues, Statement } from '../statement';

/**
 * Trust of break-glass: whoever comes in says who they are (the source identity), which organization's data they open,
 * and why. All three are in the trail, and the first alarm is made of them. One session names one organization, and
 * brings no other tag.
 *
 * An IAM user shows MFA. Sessions of roles, and whom an identity provider signs in, cannot: AWS STS does not know how
 * they signed in. Of them a tag says it: of the role or its session, which the account's own administration sets, or of the
 * provider's token or assertion. That is their word, and is believed.
 *
 * Only the Region's own endpoint of AWS STS lets anybody in: the global one records its events in another Region,
 * whose rules are not ours.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent
 */
export function breakGlassTrust(naming: Naming, signIn: OperatorSignIn): Statement[] {
  if ('roles' in signIn) {
    return ofAccount(naming, signIn.roles['break-glass'] ?? []);
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

/**
 * Users show MFA, and sessions of roles cannot: what says that they used it is a tag. Each role of another account has
 * an external id of its own. So there is a statement for users, and one for the roles of each external id.
 */
function ofAccount(naming: Naming, trusted: readonly TrustedRole[]): Statement[] {
  const users = trusted.filter(({ arn }) => isUser(arn));
  const roles = new Map<string | undefined, string[]>();
  for (const { arn, externalId } of trusted.filter((one) => !users.includes(one))) {
    roles.set(externalId, [...(roles.get(externalId) ?? []), arn]);
  }
  const tags = [ORG_SLUG_TAG, REASON_TAG];
  const statement = (sid: string, arns: readonly string[], condition: Conditions): Statement => ({
    Sid: sid,
    Effect: 'Allow',
    Principal: { AWS: arns },
    Action: ['sts:AssumeRole', ...TAGGED],
    Condition: condition,
  });
  return [
    ...(users.length === 0
      ? []
      : [
          statement(
            'Users',
            users.map(({ arn }) => arn),
            { ...conditions(naming, {}, tags), Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
          ),
        ]),
    ...[...roles].map(([externalId, arns], index) =>
      statement(
        index === 0 ? 'Roles' : `Roles${index + 1}`,
        arns,
        conditions(
          naming,
          {
            [`aws:PrincipalTag/${MFA_TAG}`]: 'true',
            ...(externalId === undefined ? {} : { 'sts:ExternalId': externalId }),
          },
          tags,
        ),
      ),
    ),
  ];
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

function isUser(arn: string): boolean {
  return /^arn:[^:]+:iam::\d{12}:user\//.test(arn);
}
