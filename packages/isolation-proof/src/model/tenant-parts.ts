import type { TemplateResource } from '../templates/template';
import type { Model } from './model';
import type { Principal } from './principal';

/** What of the model is one tenant's. */
export interface TenantParts {
  readonly resources: readonly TemplateResource[];
  readonly principals: readonly Principal[];
}

const NOTHING: TenantParts = { resources: [], principals: [] };

const indexes = new WeakMap<Model, ReadonlyMap<string, TenantParts>>();

/** The parts of a tenant; all of a model are sorted once, however many tenants are asked for. */
export function partsOf(model: Model, slug: string): TenantParts {
  const index = indexes.get(model) ?? sort(model);
  indexes.set(model, index);
  return index.get(slug) ?? NOTHING;
}

function sort({ stacks, principals, ownership }: Model): ReadonlyMap<string, TenantParts> {
  const index = new Map<string, { resources: TemplateResource[]; principals: Principal[] }>();
  const at = (slug: string): { resources: TemplateResource[]; principals: Principal[] } => {
    const parts = index.get(slug) ?? { resources: [], principals: [] };
    index.set(slug, parts);
    return parts;
  };
  for (const { resources } of stacks) {
    for (const resource of resources.values()) {
      const owner = ownership.of(resource);
      if (owner !== undefined) at(owner).resources.push(resource);
    }
  }
  for (const principal of principals) {
    if (principal.owner !== undefined) at(principal.owner).principals.push(principal);
  }
  return index;
}
