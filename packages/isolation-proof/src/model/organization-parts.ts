import type { Model, Principal } from './model';
import type { TemplateResource } from '../templates/template';

/** What of the model is one organization's. */
export interface OrganizationParts {
  readonly resources: readonly TemplateResource[];
  readonly principals: readonly Principal[];
}

const NOTHING: OrganizationParts = { resources: [], principals: [] };

const indexes = new WeakMap<Model, ReadonlyMap<string, OrganizationParts>>();

/** The parts of an organization; all of a model are sorted once, however many organizations are asked for. */
export function partsOf(model: Model, slug: string): OrganizationParts {
  const index = indexes.get(model) ?? sort(model);
  indexes.set(model, index);
  return index.get(slug) ?? NOTHING;
}

function sort({ stacks, principals, ownership }: Model): ReadonlyMap<string, OrganizationParts> {
  const index = new Map<string, { resources: TemplateResource[]; principals: Principal[] }>();
  const at = (slug: string): { resources: TemplateResource[]; principals: Principal[] } => {
    const parts = index.get(slug) ?? { resources: [], principals: [] };
    index.set(slug, parts);
    return parts;
  };
  for (const { resources } of stacks) {
    const [first] = resources.values();
    // A stack has one owner.
    const owner = first === undefined ? undefined : ownership.of(first);
    if (owner !== undefined) at(owner).resources.push(...resources.values());
  }
  for (const principal of principals) {
    if (principal.owner !== undefined) at(principal.owner).principals.push(principal);
  }
  return index;
}
