import { undecidedReasons } from '../resources/undecided';
import type { Unknown } from '../templates/errors';
import { placedReason } from '../templates/placed-reason';
import { NotUnderstoodError } from '../templates/resolved';
import type { StackTemplate, TemplateResource } from '../templates/template';

/** What an app says of a resource type, or of a property of one, that is not known. */
export interface Declaration {
  /** That it lets nobody in, acts under no role, and sends data nowhere. There is nothing else to declare. */
  readonly grants: 'nothing';
  /** Why, for people. */
  readonly because: string;
}

/** Declarations by resource type, such as `AWS::X::Y`, or by property, such as `AWS::X::Y.Property`. */
export type Declarations = Readonly<Record<string, Declaration>>;

/** Refuses resources of which it is not known whom they let in, as whom they act, and where they send data. */
export function refuseUnknownTypes(
  stacks: readonly StackTemplate[],
  declared: Declarations,
  unknowns: Unknown[],
): void {
  const isDeclared = (name: string): boolean => Object.hasOwn(declared, name);
  for (const { resources } of stacks) {
    for (const resource of resources.values()) {
      for (const reason of reasonsAgainst(resource, isDeclared))
        unknowns.push({ place: resource.path, reason });
    }
  }
}

function reasonsAgainst(resource: TemplateResource, isDeclared: (name: string) => boolean): string[] {
  // Types of IAM are read, and refused, with the principals.
  if (resource.type.startsWith('AWS::IAM::')) return [];
  try {
    return undecidedReasons(resource, isDeclared);
  } catch (error) {
    if (!(error instanceof NotUnderstoodError)) throw error;
    return [placedReason(error, resource)];
  }
}
