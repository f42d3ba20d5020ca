import { inContext } from '../access/statement-in-context';
import { matchPrincipal } from '../access/principal-match';
import type { Principal } from '../model/principal';
import type { Statement } from '../policies/statement';
import { Exposures } from '../tenancy/exposures';
import type { Asking } from './asking';
import type { Evidence } from './evidence';

/**
 * Refutes trust of the platform's roles in a principal of an organization. Within an account, a trust policy that names
 * somebody lets them in by itself: no identity policy has to allow it, so that no other question finds it. Whoever becomes
 * a role of another organization, the claim `impersonation` tells.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics-single-account.html
 */
export function judgeAssumedRoles(asking: Asking, { model, tenancy, principals }: Evidence): void {
  const exposures = new Exposures(tenancy.exposed ?? [], model);
  const tenants = principals.filter(({ owner, kind }) => owner !== undefined && kind !== 'certificate');
  for (const role of model.principals.filter(({ owner }) => owner === undefined)) {
    for (const statement of role.trust) {
      if (!namesSomebody(statement)) continue;
      asking.check(statement);
      const whom = tenants.find((tenant) => isLetIn(tenant, statement, role, exposures));
      if (whom === undefined) continue;
      asking.refute(
        `${whom.arn} of ${whom.owner ?? ''} may become ${role.arn}, which is not ${whom.owner ?? ''}'s: its trust policy names it`,
        [statement],
        `Name principals of the platform only. If the role is for that organization alone, tag it with ${model.ownership.tags.owner}; if it is meant to be open, declare it with its reason: exposed: () => [{ construct: '${role.source.path}', to: '${role.source.stack.account}', because: '…' }].`,
      );
    }
  }
  for (const note of exposures.notes) asking.note(note);
}

/** Whoever is not named, or everybody, is what the claim `nothing-public` is about. */
function namesSomebody({ effect, principals }: Statement): boolean {
  return effect === 'Allow' && principals !== undefined && !principals.negated && principals.aws.length > 0;
}

function isLetIn(
  tenant: Principal,
  statement: Statement,
  { arn, source }: Principal,
  exposures: Exposures,
): boolean {
  const { principals } = statement;
  if (principals === undefined || inContext(statement, tenant.facts).holds === 'false') return false;
  return principals.aws.some((text) => {
    // Somebody who is not known yet is what the claim `nothing-public` is about.
    const naming = { ...statement, principals: { ...principals, aws: [text] } };
    const isNamed = text !== undefined && matchPrincipal(naming, tenant, source.stack.account) === 'direct';
    return isNamed && !exposures.letsIn(arn, statement, text);
  });
}
