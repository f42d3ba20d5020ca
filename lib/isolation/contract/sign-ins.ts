import { audienceKeyOf, demandedValues } from '../../../packages/isolation-proof/src/access/federated-trust';
import type { Principal } from '../../../packages/isolation-proof/src/model/principal';
import type { SignIn } from './platform-scene';

/** How an identity provider's tokens or assertions open a role, as its trust policy says it. */
export function signInsOf({ arn, trust }: Pick<Principal, 'arn' | 'trust'>): SignIn[] {
  return trust.flatMap((statement) =>
    (statement.principals?.federated ?? []).flatMap((provider): SignIn[] => {
      const audienceKey = provider === undefined ? undefined : audienceKeyOf(provider);
      if (audienceKey === undefined) return [];
      const action = audienceKey === 'saml:aud' ? 'sts:AssumeRoleWithSAML' : 'sts:AssumeRoleWithWebIdentity';
      // A policy that demands none is another claim's to find.
      const [audience = 'example'] = demandedValues(statement, audienceKey) ?? [];
      return [{ roleArn: arn, action, audienceKey, audience }];
    }),
  );
}
