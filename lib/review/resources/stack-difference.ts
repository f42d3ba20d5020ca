import { fullDiff, type ResourceDifference, ResourceImpact } from '@aws-cdk/cloudformation-diff';
import type { PropertyChange, ResourceChange, ResourceChangeKind } from './resource-change';
import { STATEFUL_TYPES } from './stateful-types';
import { constructPath, type Template, type TemplateResource } from './template';

/** A change in one stack, with the resource of each side. */
export interface StackResourceChange extends Omit<
  ResourceChange,
  'stack' | 'organizations' | 'warnings' | 'isAllowed'
> {
  readonly base?: TemplateResource;
  readonly head?: TemplateResource;
}

/** Properties that hold policies and nothing else: what they mean is told as access. */
const POLICIES = new Set([
  'AssumeRolePolicyDocument',
  'KeyPolicy',
  'ManagedPolicyArns',
  'PermissionsBoundary',
  'Policies',
  'PolicyDocument',
  'RepositoryPolicyText',
  'ResourcePolicy',
]);

/** Attributes of resources that CloudFormation does nothing about. */
const WITHOUT_EFFECT = new Set(['Metadata']);

/** What a deployment would do to the resources of a stack, in the order of their logical ids. */
export function stackDifference(base: Template, head: Template): StackResourceChange[] {
  const { changes } = fullDiff(base, head).resources;
  return Object.keys(changes)
    .sort()
    .flatMap((logicalId) => {
      const difference = changes[logicalId];
      const change = difference === undefined ? undefined : changeOf(logicalId, difference, base, head);
      return change === undefined ? [] : [change];
    });
}

function changeOf(
  logicalId: string,
  difference: ResourceDifference,
  { Resources: before }: Template,
  { Resources: after }: Template,
): StackResourceChange | undefined {
  const base = before[logicalId];
  const head = after[logicalId];
  const present = head ?? base;
  if (present === undefined) return undefined;
  const kind = kindOf(difference.changeImpact);
  const properties = kind === 'added' || kind === 'deleted' ? [] : propertyChanges(difference);
  if (kind === 'changed' && properties.length === 0) return undefined;
  const type = base?.Type ?? present.Type;
  return {
    kind,
    type,
    logicalId,
    path: constructPath(present, logicalId),
    isStateful: STATEFUL_TYPES.has(type),
    ...oldResource(kind, base, head),
    properties,
    isPolicyOnly: kind === 'changed' && properties.every(({ name }) => POLICIES.has(name)),
    ...(base === undefined ? {} : { base }),
    ...(head === undefined ? {} : { head }),
  };
}

function kindOf(impact: ResourceImpact): ResourceChangeKind {
  switch (impact) {
    case ResourceImpact.WILL_CREATE:
    case ResourceImpact.WILL_IMPORT:
      return 'added';
    case ResourceImpact.WILL_DESTROY:
    case ResourceImpact.WILL_ORPHAN:
      return 'deleted';
    case ResourceImpact.WILL_REPLACE:
      return 'replaced';
    case ResourceImpact.MAY_REPLACE:
      return 'may be replaced';
    default:
      return 'changed';
  }
}

/**
 * What becomes of the old resource. Which template's policy counts for a replacement is not documented, so that both
 * have to keep it. https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-updatereplacepolicy.html
 */
function oldResource(
  kind: ResourceChangeKind,
  base: TemplateResource | undefined,
  head: TemplateResource | undefined,
): Pick<ResourceChange, 'old'> {
  if (kind === 'added' || kind === 'changed' || base === undefined) return {};
  const isKept =
    kind === 'deleted'
      ? KEPT_ON_DELETION.has(base.DeletionPolicy)
      : base.UpdateReplacePolicy === 'Retain' && head?.UpdateReplacePolicy === 'Retain';
  return { old: isKept ? 'kept outside the stack' : 'destroyed' };
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-deletionpolicy.html */
const KEPT_ON_DELETION: ReadonlySet<unknown> = new Set(['Retain', 'RetainExceptOnCreate']);

function propertyChanges(difference: ResourceDifference): PropertyChange[] {
  const properties = Object.entries(difference.propertyUpdates).map(
    ([name, { changeImpact }]): PropertyChange => ({
      name,
      effect:
        changeImpact === ResourceImpact.WILL_REPLACE
          ? 'replaces'
          : changeImpact === ResourceImpact.MAY_REPLACE
            ? 'may replace'
            : 'updated',
    }),
  );
  const attributes = Object.keys(difference.otherChanges)
    .filter((name) => !WITHOUT_EFFECT.has(name))
    .map((name): PropertyChange => ({ name, effect: name === 'Type' ? 'replaces' : 'updated' }));
  return [...properties, ...attributes].sort((one, other) => (one.name < other.name ? -1 : 1));
}
