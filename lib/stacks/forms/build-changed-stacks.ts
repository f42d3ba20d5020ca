import { Annotations, Aspects, type IAspect, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { OrganizationStack } from '../organization-stack';
import type { OrganizationForm } from './organization-form';

/** Stacks of one form: the first made of constructs, the others to be written from it. */
export interface StacksOfForm {
  readonly form: OrganizationForm;
  readonly first: OrganizationStack;
  readonly others: readonly OrganizationStack[];
}

/** Before every other aspect, so that these see the constructs that it makes. */
export const BEFORE_ALL_ASPECTS = 0;

/**
 * Makes stacks of constructs, at the beginning of the synth, where something was added since they were made that a form
 * knows nothing of: an aspect or a tag on the app, or on a stack; a construct in a stack; or more in its template.
 */
export class BuildChangedStacks implements IAspect {
  private readonly unchanged: ReadonlyMap<Stack, number>;

  constructor(private readonly forms: readonly StacksOfForm[]) {
    const stacks = forms.flatMap(({ first, others }) => [first, ...others]);
    this.unchanged = new Map(stacks.map((stack) => [stack, additionsTo(stack)]));
  }

  visit(node: IConstruct): void {
    if (node !== node.node.root) return;
    const ofAll = Aspects.of(node).all.some((aspect) => aspect !== this);
    for (const { form, first, others } of this.forms) {
      const problem = ofAll || this.isChanged(first) ? undefined : form.problem;
      if (problem !== undefined) {
        Annotations.of(first).addWarningV2('@form', slowly(others.length, first, problem));
      }
      const all = ofAll || problem !== undefined || this.isChanged(first);
      for (const other of others) if (all || this.isChanged(other)) other.build();
    }
  }

  private isChanged(stack: Stack): boolean {
    return additionsTo(stack) !== this.unchanged.get(stack);
  }
}

/** Counted, since nothing of it can be taken away again. */
function additionsTo(stack: Stack): number {
  const { metadata, transforms = [], templateFormatVersion } = stack.templateOptions;
  return (
    Aspects.of(stack).all.length +
    stack.node.children.length +
    transforms.length +
    Object.keys(metadata ?? {}).length +
    (templateFormatVersion === undefined ? 0 : 1)
  );
}

function slowly(others: number, { stackName }: Stack, problem: string): string {
  return (
    `${others} stacks like ${stackName} are made one by one, which takes longer: templates of organizations ` +
    `depend on their names otherwise than by holding them, at ${problem}`
  );
}
