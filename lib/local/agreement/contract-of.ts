import { type Operation, operationsOf } from '../../isolation/contract/operations';
import { settingOf } from '../../isolation/contract/scene';
import { examine } from '../../isolation/evidence';
import type { Model } from '../../isolation/model';
import type { StackTemplate } from '../../isolation/template';

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
