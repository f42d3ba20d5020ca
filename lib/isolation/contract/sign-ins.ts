import { audienceKeyOf } from '../../../packages/isolation-proof/src/access/federated-trust';
import { demandedValues } from '../../../packages/isolation-proof/src/policies/demanded-values';
import type { Model } from '../../../packages/isolation-proof/src/model/model';
import type { Principal } from '../../../packages/isolation-proof/src/model/principal';
import { listOf } from '../../../packages/isolation-proof/src/templates/json';
import { resolveText } from '../../../packages/isolation-proof/src/resources/resolve';
import type { SignIn } from './fixtures';

/** How an identity provider's tokens or assertions open a role, as its trust policy says it. */
export function signInsOf({ arn, trust }: Pick<Principal, 'arn' | 'trust'>, model: Model): SignIn[] {
  return trust.flatMap((statement) =>
    (statement.principals?.federated ?? []).flatMap((provider): SignIn[] => {
      const audienceKey = provider === undefined ? undefined : audienceKeyOf(provider);
      if (provider === undefined || audienceKey === undefined) return [];
      const action = audienceKey === 'saml:aud' ? 'sts:AssumeRoleWithSAML' : 'sts:AssumeRoleWithWebIdentity';
      // Of a provider that is not in the templates, the audience is what the policy demands.
      const [audience = 'example'] =
        clientIdsOf(provider, model) ?? demandedValues(statement, audienceKey) ?? [];
      return [{ roleArn: arn, action, audienceKey, audience }];
    }),
  );
}

/**
 * Whom an OIDC provider takes tokens for; nobody if the templates make another one.
 * @returns undefined if they make none
 */
function clientIdsOf(provider: string, { stacks }: Model): readonly string[] | undefined {
  const made = stacks
    .flatMap(({ resources }) => [...resources.values()])
    .filter(({ type }) => type === 'AWS::IAM::OIDCProvider');
  if (made.length === 0) return undefined;
  const own = made.find(({ properties, stack }) => {
    const [, address] = /^https:\/\/(.*)$/.exec(resolveText(properties['Url'] ?? '', stack) ?? '') ?? [];
    return address !== undefined && provider.endsWith(`:oidc-provider/${address}`);
  });
  if (own === undefined) return [];
  return listOf(own.properties['ClientIdList']).flatMap((id) => resolveText(id, own.stack) ?? []);
}
