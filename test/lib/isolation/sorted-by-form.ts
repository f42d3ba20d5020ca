import { SPECIFICATION } from '../../../lib/isolation/specification';
import type { Form } from '../../../packages/isolation-proof/src/forms/form';
import type { StackTemplate } from '../../../packages/isolation-proof/src/templates/template';
import * as byForm from '../../packages/isolation-proof/forms/sorted-by-form';

export { own, stackWith } from '../../packages/isolation-proof/forms/sorted-by-form';

/** The forms of organizations, by what the platform says of them. */
export function formsOfStacks(stacks: readonly StackTemplate[]): Form[] {
  return byForm.formsOfStacks(stacks, SPECIFICATION);
}

/** The organizations by form, each with its representative first. */
export function formsOf(...stacks: readonly StackTemplate[]): string[][] {
  return byForm.sortedByForm(stacks, SPECIFICATION);
}
