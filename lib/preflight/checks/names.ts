import { inParallel } from '../../hubs/fleet/in-parallel';
import { type Check, failed, type Finding, notChecked, ok, type PreflightContext } from '../check';
import { failedCallText } from '../failed-call';
import { isHeld, namedResources, type NamedResource } from '../named-resources';
import { KINDS, nameIsTaken, type ResourceKind } from '../names-in-use';

/** Kinds that outlive their stack, so that what is found may be an earlier stack's. */
const KEPT: readonly ResourceKind[] = ['KMS alias', 'bucket', 'repository', 'database'];

/** Whether every name that a stack would take is free, or is that stack's own. */
export const namesCheck: Check = {
  id: 'names',
  run: async (context: PreflightContext): Promise<Finding[]> => {
    const wanted = await namesToTake(context);
    if (wanted.length === 0) return [ok('every name is held by its own stack')];
    const kinds = [...new Set(wanted.map(({ kind }) => kind))];
    const judged = await inParallel(kinds, (kind) =>
      judge(
        kind,
        wanted.filter((resource) => resource.kind === kind),
        context,
      ),
    );
    const free = judged.reduce((sum, { free: some }) => sum + some, 0);
    const findings = judged.flatMap(({ findings: some }) => some);
    return free === 0 ? findings : [ok(`${free} ${free === 1 ? 'name is' : 'names are'} free`), ...findings];
  },
};

interface Judgement {
  /** How many of the names can be taken. */
  readonly free: number;
  /** What is wrong with the others. */
  readonly findings: readonly Finding[];
}

/** Names that their stacks do not hold already. */
async function namesToTake({ selection, naming, stacks }: PreflightContext): Promise<NamedResource[]> {
  const all = namedResources(selection, naming);
  const names = [...new Set(all.map(({ stack }) => stack))];
  const held = await inParallel(names, async (name) => stacks.resourcesOf(await stacks.named(name)));
  const heldBy = new Map(names.map((name, index) => [name, held[index] ?? []]));
  return all.filter((resource) => !isHeld(resource, heldBy.get(resource.stack) ?? []));
}

/** A kind that cannot be listed does not keep the others from being judged. */
async function judge(
  kind: ResourceKind,
  wanted: readonly NamedResource[],
  context: PreflightContext,
): Promise<Judgement> {
  try {
    const inUse = await KINDS[kind].names(context.clients);
    const findings: Finding[] = [];
    for (const resource of wanted) {
      if (await nameIsTaken(kind, resource.name, inUse, context.clients)) {
        findings.push(await conflict(resource, context));
      }
    }
    return { free: wanted.length - findings.length, findings };
  } catch (error) {
    const names = wanted.length === 1 ? 'the name is' : `${wanted.length} names are`;
    return { free: 0, findings: [notChecked(`${kind}: whether ${names} free: ${failedCallText(error)}`)] };
  }
}

async function conflict(
  { kind, name, stack }: NamedResource,
  { stacks }: PreflightContext,
): Promise<Finding> {
  const owner = await stacks.ownerOf(name);
  const message = `the ${kind} ${name} exists, and stack ${stack} does not hold it`;
  return owner === undefined
    ? failed(
        KEPT.includes(kind)
          ? `${message}; no stack does: an earlier one may have left it, or somebody made it`
          : `${message}; no stack does`,
        'find out whose it is; see "A name is taken" in docs/engineer/deploying.md',
      )
    : failed(
        `${message}: it belongs to stack ${owner}`,
        'rename it there, or choose another slug or namePrefix',
      );
}
