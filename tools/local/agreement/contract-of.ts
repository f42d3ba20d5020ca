import { examine } from '../../../lib/isolation/proof';
import { SPECIFICATION } from '../../../lib/isolation/specification';
import type { Operation } from '../../../packages/isolation-proof/src/contract/contract';
import type { Model } from '../../../packages/isolation-proof/src/model/model';
import type { StackTemplate } from '../../../packages/isolation-proof/src/templates/template';

/**
 * Every row of the contract for every organization of the stacks.
 * @throws RangeError if an organization has not what rows are asked of
 */
export function contractOf(stacks: readonly StackTemplate[]): { model: Model; operations: Operation[] } {
  return examine(stacks, (evidence) => ({
    model: evidence.model,
    operations: evidence.model.ownership.tenants.flatMap((slug) => {
      const ofTenant = SPECIFICATION.contract?.of(evidence, slug) ?? { missing: ['contract'] };
      if ('missing' in ofTenant) throw new RangeError(`${slug} has no ${ofTenant.missing.join(', ')}`);
      // A row without a request says nothing, and must not count as one that holds.
      return ofTenant.operations.filter(({ requests }) => requests.length > 0);
    }),
  }));
}
