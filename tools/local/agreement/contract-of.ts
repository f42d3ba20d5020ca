import { type Operation, operationsOf } from '../../../packages/isolation-proof/src/contract/operations';
import { settingOf } from '../../../lib/isolation/contract/scene';
import { examine } from '../../../packages/isolation-proof/src/judge/evidence';
import type { Model } from '../../../packages/isolation-proof/src/model/model';
import type { StackTemplate } from '../../../packages/isolation-proof/src/templates/template';

/**
 * Every row of the contract for every organization of the stacks.
 * @throws RangeError if an organization has not what rows are asked of
 */
export function contractOf(stacks: readonly StackTemplate[]): { model: Model; operations: Operation[] } {
  return examine(stacks, (evidence) => ({
    model: evidence.model,
    operations: evidence.model.ownership.organizations.flatMap((slug) => {
      const setting = settingOf(evidence, slug);
      if ('missing' in setting) throw new RangeError(`${slug} has no ${setting.missing.join(', ')}`);
      // A row without a request says nothing, and must not count as one that holds.
      return operationsOf(slug, setting).filter(({ requests }) => requests.length > 0);
    }),
  }));
}
