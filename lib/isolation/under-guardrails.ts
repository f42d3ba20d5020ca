import type { EnvironmentConfig } from '../../config/environment-config';
import type { Documented } from '../../packages/isolation-proof/src/specification/documented';
import type { PageSpecification } from '../../packages/isolation-proof/src/specification/page-specification';
import type { Specification } from '../../packages/isolation-proof/src/specification/specification';
import { guardrailClaims } from './claims/guardrails/guardrail-claims';
import { type AccountPolicies, guardedAccount } from './guarded-account';

/** A specification with the claims about an account that is under guardrails. */
export function underGuardrails(
  specification: Specification,
  environment: EnvironmentConfig,
  policies: AccountPolicies,
): Specification {
  const { claims, page } = specification;
  return {
    ...specification,
    claims: [...claims, ...guardrailClaims(guardedAccount(environment, policies))],
    ...(page === undefined ? {} : { page: withClaimedAssumption(page) }),
  };
}

/** The first assumption is a claim then; what is left of it is that the policies are where the environment says. */
const STILL_ASSUMED: Documented = {
  title: 'The guardrails that the environment declares are attached to its account.',
  text: ' That only the deployment sets tags, policies, and the settings of buckets and keys, or passes roles, is claimed of them and judged above. Whoever they spare by name, and the management account, which they do not bind, are trusted. `npm run guardrails` writes the policies, and `--check` compares files with them.',
};

function withClaimedAssumption({ documentation, ...page }: PageSpecification): PageSpecification {
  if (documentation === undefined) return page;
  return {
    ...page,
    documentation: () => {
      const { assumptions, ...rest } = documentation();
      return { ...rest, assumptions: [STILL_ASSUMED, ...assumptions.slice(1)] };
    },
  };
}
