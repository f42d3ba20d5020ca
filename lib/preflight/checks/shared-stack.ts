import { type Check, failed, type Finding, ok, type PreflightContext } from '../check';
import { isHeld, sharedResources } from '../named-resources';

/** Whether what all organizations share is there, when an organization is deployed without it. */
export const sharedStackCheck: Check = {
  id: 'shared-stack',
  run: async ({ environment, selection, naming, stacks }: PreflightContext): Promise<Finding[]> => {
    if (selection.shared) return [];
    const name = naming.shared.sharedStack;
    const stack = await stacks.named(name);
    const fix = `deploy it first: npm run deploy -- -c environment=${environment.name} ${name}`;
    if (stack.state !== 'deployed') {
      return [failed(`the shared stack ${name} is not deployed (${stack.status ?? 'there is none'})`, fix)];
    }
    const held = await stacks.resourcesOf(stack);
    // Repositories apart: organizations' stacks do not need them.
    const withoutRepositories = { ...environment, dataConnectorRepositories: [], pipelineRepositories: [] };
    const missing = sharedResources(naming, withoutRepositories).filter(
      (resource) => !isHeld(resource, held),
    );
    return missing.length === 0
      ? [ok(`the shared stack ${name} is deployed (${stack.status ?? ''})`)]
      : missing.map(({ kind, name: resource }) =>
          failed(`the shared stack ${name} does not hold the ${kind} ${resource}`, fix),
        );
  },
};
