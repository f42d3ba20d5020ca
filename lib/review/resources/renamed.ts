import { physicalName } from './physical-name';
import type { StackResourceChange } from './stack-difference';
import type { TemplateResource } from './template';

/** A change, and the stack that it is in. */
export interface PlacedChange {
  readonly stack: string;
  readonly change: StackResourceChange;
}

/**
 * What a deployment would stumble over because a resource's name is fixed: CloudFormation creates before it deletes, and
 * does not delete what is retained. A sentence for each change of the list, by its position.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-name.html
 */
export function nameWarnings(changes: readonly PlacedChange[]): readonly (readonly string[])[] {
  const goneByName = new Map<string, PlacedChange>();
  const goneByContents = new Map<string, PlacedChange>();
  for (const placed of changes) {
    const { base, kind } = placed.change;
    if (kind !== 'deleted' || base === undefined) continue;
    const name = nameKey(base);
    if (name !== undefined) goneByName.set(name, placed);
    goneByContents.set(contentsKey(placed.stack, base), placed);
  }
  return changes.map((placed) => {
    const { kind, base, head } = placed.change;
    if (head === undefined) return [];
    if (kind === 'added') return addedWarnings(placed, head, goneByName, goneByContents);
    const name = base === undefined ? undefined : physicalName(base);
    return kind === 'replaced' && name !== undefined && name === physicalName(head) ? [CANNOT_REPLACE] : [];
  });
}

function addedWarnings(
  { stack }: PlacedChange,
  head: TemplateResource,
  goneByName: ReadonlyMap<string, PlacedChange>,
  goneByContents: ReadonlyMap<string, PlacedChange>,
): string[] {
  const name = nameKey(head);
  const sameName = name === undefined ? undefined : goneByName.get(name);
  if (sameName !== undefined) {
    const what =
      sameName.stack === stack ? 'its construct id was changed' : `it was moved from ${sameName.stack}`;
    return [
      `Has the name of ${placeOf(sameName)}, which goes: ${what}. CloudFormation creates the new one first, and the ` +
        'deployment fails with "already exists". Keep the construct id.',
    ];
  }
  const sameContents = goneByContents.get(contentsKey(stack, head));
  return sameContents === undefined
    ? []
    : [
        `Says the same as ${placeOf(sameContents)}, which goes: its construct id was probably changed. CloudFormation ` +
          'makes a new one. Keep the construct id.',
      ];
}

const CANNOT_REPLACE =
  'Its name is fixed, and the replacement would need the same name: CloudFormation refuses. Undo the change, or give ' +
  'it another name.';

function placeOf({ change: { path } }: PlacedChange): string {
  return path;
}

function nameKey(resource: TemplateResource): string | undefined {
  const name = physicalName(resource);
  return name === undefined ? undefined : `${resource.Type} ${name}`;
}

function contentsKey(stack: string, { Type: type, Properties: properties }: TemplateResource): string {
  return JSON.stringify([stack, type, properties]);
}
