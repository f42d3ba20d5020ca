import type { StackTemplate, TemplateResource } from './template';

/** That a stack says of one tenant what another stack says of another tenant, with the names exchanged. */
export interface Renaming {
  readonly tenant: string;
  /** The stack that was read, and whose it has to be. */
  readonly like: StackTemplate;
  readonly tenantOfLike: string;
}

/**
 * Kept beside the stacks and not in them: a copy of a stack with anything changed is no longer the same but for names.
 */
const RENAMINGS = new WeakMap<StackTemplate, Renaming>();

/**
 * A stack that is read when somebody asks for its resources or its outputs. With a thousand tenants of one form, nobody asks for
 * those of most.
 * @param read gives the stack; asked once at most
 */
export function renamedStack(name: string, renaming: Renaming, read: () => StackTemplate): StackTemplate {
  const { account, region, partition, dnsSuffix } = renaming.like;
  let known: Pick<StackTemplate, 'resources' | 'outputs'> | undefined;
  const readOnce = (): NonNullable<typeof known> => {
    if (known === undefined) {
      const { resources, outputs } = read();
      known = { resources: resourcesIn(stack, resources), outputs };
    }
    return known;
  };
  const stack: StackTemplate = {
    name,
    account,
    region,
    partition,
    dnsSuffix,
    get resources() {
      return readOnce().resources;
    },
    get outputs() {
      return readOnce().outputs;
    },
  };
  RENAMINGS.set(stack, renaming);
  return stack;
}

/** Undefined of a stack that was read by itself. */
export function renamingOf(stack: StackTemplate): Renaming | undefined {
  return RENAMINGS.get(stack);
}

function resourcesIn(
  stack: StackTemplate,
  resources: StackTemplate['resources'],
): ReadonlyMap<string, TemplateResource> {
  return new Map([...resources].map(([id, resource]) => [id, { ...resource, stack }]));
}
