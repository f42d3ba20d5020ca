import { resourceChanges } from '../../lib/review/resources/resource-changes';
import { physicalName } from '../../lib/review/resources/physical-name';
import { parseTemplate } from '../../lib/review/resources/template';
import type { SideStack } from '../../lib/review/sides/side-stack';
import { SPECIFICATION } from '../../lib/isolation/specification';
import { ALL_POLICIES } from '../../packages/isolation-proof/src/access/lens';
import { readStack } from '../../packages/isolation-proof/src/assembly/read-stack';
import type { AccessDifference } from '../../packages/isolation-proof/src/difference/access-difference';
import { compareAccess } from '../../packages/isolation-proof/src/difference/compare-access';
import type { Json } from '../../packages/isolation-proof/src/templates/json';
import type { StackTemplate } from '../../packages/isolation-proof/src/templates/template';

/** Something that a release had, and that a deployment of today's code takes away: a resource, or a whole stack. */
export interface LostResource {
  readonly stack: string;
  /** Left out where the whole stack goes. */
  readonly logicalId?: string;
  readonly kind: string;
  /** Slugs, where the same happens in the stacks of several organizations. */
  readonly organizations: readonly string[];
}

export interface ChangedName {
  readonly stack: string;
  readonly logicalId: string;
  readonly from: string;
  readonly to: string;
}

export interface Loss {
  /** Construct path, or the ARN, service or account of whoever stands in no template. */
  readonly principal: string;
  readonly organizations: readonly string[];
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

/** A name that changed on purpose, so that access is compared as if it always had been the new one. */
export interface Renaming {
  readonly from: string;
  readonly to: string;
}

/**
 * Everything that is replaced or deleted, stateful or not: hubs, tables and scripts know roles, aliases and workgroups by
 * their names, too.
 */
export function lostResources(base: readonly SideStack[], head: readonly SideStack[]): LostResource[] {
  const { resources, stacks } = resourceChanges(base, head);
  return [
    ...stacks
      .filter(({ kind }) => kind === 'removed')
      .map(({ stack, kind, organizations }) => ({ stack, kind, organizations })),
    ...resources
      .filter(({ kind }) => kind !== 'added' && kind !== 'changed')
      .map(({ stack, logicalId, kind, organizations }) => ({ stack, logicalId, kind, organizations })),
  ];
}

/** Resources that both have, under another name. */
export function changedNames(base: readonly SideStack[], head: readonly SideStack[]): ChangedName[] {
  const after = new Map(head.map(({ name, text }) => [name, parseTemplate(text).Resources]));
  return base.flatMap(({ name: stack, text }) =>
    Object.entries(parseTemplate(text).Resources).flatMap(([logicalId, resource]) => {
      const successor = after.get(stack)?.[logicalId];
      const [from, to] = [physicalName(resource), successor && physicalName(successor)];
      return from === undefined || successor === undefined || from === to
        ? []
        : [{ stack, logicalId, from: plain(from), to: plain(to) }];
    }),
  );
}

/** A name is JSON, because it may be an intrinsic function. */
function plain(name: string | undefined): string {
  return name === undefined ? 'made by CloudFormation' : name.replaceAll('"', '');
}

export interface ComparedAccess {
  readonly losses: readonly Loss[];
  readonly undecided: readonly string[];
  readonly principals: number;
}

/** What principals may do no longer, all policies taken together. */
export function comparedAccess(
  base: readonly SideStack[],
  head: readonly SideStack[],
  renamings: readonly Renaming[],
): ComparedAccess {
  const { differences, undecided, compared } = compareAccess(
    templatesOf(base.map((stack) => ({ ...stack, text: renamed(stack.text, renamings) }))),
    templatesOf(head),
    SPECIFICATION,
  );
  return {
    losses: differences
      .filter(({ change, lens }) => change === 'lost' && lens === ALL_POLICIES.name)
      .map(lossOf)
      .sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1)),
    undecided: undecided.map(({ place, reason }) => `${place}: ${reason}`),
    principals: compared.principals,
  };
}

function lossOf({ principal, organizations, actions, resources }: AccessDifference): Loss {
  return { principal: principal.path ?? principal.name, organizations, actions, resources };
}

function renamed(text: string, renamings: readonly Renaming[]): string {
  return renamings.reduce((result, { from, to }) => result.replaceAll(from, to), text);
}

/** Where the recorded environment is deployed to. */
const PLACE = { account: '111122223333', region: 'eu-central-1' } as const;

function templatesOf(stacks: readonly SideStack[]): StackTemplate[] {
  return stacks.map(({ name, text }) => readStack({ name, template: JSON.parse(text) as Json, ...PLACE }));
}
