import { Asking } from '../../../packages/isolation-proof/src/claims/asking';
import type { Claim } from '../../../packages/isolation-proof/src/claims/claim';

/** By what a service says which resource it acts for. */
const SOURCES: ReadonlySet<string> = new Set(['aws:sourcearn', 'kms:encryptioncontext:aws:logs:arn']);

/**
 * A service that an organization's key or queue lets in acts for a resource of that organization, which is named
 * without wildcards: one that matches a similar name would let in the service on behalf of a neighbour.
 */
export const ownSources: Claim = {
  id: 'own-sources',
  title: "Services use an organization's keys and queues for resources of that organization only",
  about: 'policies of keys and queues that let services in',
  judge: ({ model, tenancy }) => {
    const asking = new Asking();
    for (const { owner, policy } of model.guarded) {
      if (owner === undefined) continue;
      const own = new Set(tenancy.ownResources(owner));
      for (const statement of policy) {
        const isOfService = (statement.principals?.services.length ?? 0) > 0;
        if (statement.effect !== 'Allow' || !isOfService) continue;
        asking.each([statement]);
        asking.check(statement);
        const sources = statement.conditions.filter(({ key }) => SOURCES.has(key));
        const isOwn = sources.some(
          ({ operator, values }) =>
            /^Arn(?:Equals|Like)$/.test(operator) &&
            values.every((value) => value !== undefined && own.has(value)),
        );
        if (isOwn) continue;
        asking.refute(
          `${statement.name} of ${statement.source.path} lets in a service for resources that are not ${owner}'s, or not named exactly`,
          [statement],
          "Compare what the service says that it acts for with ARNs of the organization's resources in the templates, without wildcards.",
        );
      }
    }
    return asking.judgement;
  },
};
