import { wordOf } from '../../../packages/isolation-proof/src/forms/slug-text';
import type { ResourceChange, StackChange } from './resource-change';

/** What has to be allowed: a resource that holds something, or a stack with such resources, would go. */
export function needsAllowance({ kind, isStateful }: Pick<ResourceChange, 'kind' | 'isStateful'>): boolean {
  return isStateful && kind !== 'added' && kind !== 'changed';
}

/**
 * Whether a change is allowed: its logical id is, or the construct path of each organization that it is about.
 * @param allowed logical ids, construct paths and names of stacks, as the command line has them
 */
export function isAllowedChange(
  { logicalId, path, organizations }: Pick<ResourceChange, 'logicalId' | 'path' | 'organizations'>,
  allowed: ReadonlySet<string>,
): boolean {
  return allowed.has(logicalId) || pathsOf(path, organizations).every((one) => allowed.has(one));
}

/** Whether a stack may go: its name is given, that of each organization that it is about. */
export function isAllowedStack(
  { stack, organizations }: Pick<StackChange, 'stack' | 'organizations'>,
  allowed: ReadonlySet<string>,
): boolean {
  return pathsOf(stack, organizations).every((name) => allowed.has(name));
}

/** Of what is allowed, everything that no change needs: it is misspelled, or no longer true. */
export function unusedAllowances(
  resources: readonly ResourceChange[],
  stacks: readonly StackChange[],
  allowed: readonly string[],
): string[] {
  const used = new Set(
    stacks
      .filter(({ kind }) => kind === 'removed')
      .flatMap(({ stack, organizations }) => pathsOf(stack, organizations)),
  );
  for (const change of resources.filter(needsAllowance)) {
    used.add(change.logicalId);
    for (const path of pathsOf(change.path, change.organizations)) used.add(path);
  }
  return allowed.filter((id) => !used.has(id));
}

/** The construct path, or the name of the stack, of each organization. */
function pathsOf(path: string, [first, ...others]: readonly string[]): string[] {
  if (first === undefined) return [path];
  return [path, ...others.map((slug) => path.replace(wordOf(first), slug))];
}
