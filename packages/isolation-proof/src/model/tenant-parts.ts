import type { TemplateResource } from '../templates/template';
import type { Model } from './model';
import type { Principal } from './principal';

/** What of the model is one tenant's. */
export interface TenantParts {
  readonly resources: readonly TemplateResource[];
  readonly principals: readonly Principal[];
}

const NOTHING: TenantParts = { resources: [], principals: [] };

const indexes = new WeakMap<Model, ReadonlyMap<string | undefined, TenantParts>>();

/** The parts of a tenant; all of a model are sorted once, however many tenants are asked for. */
export function partsOf(model: Model, slug: string): TenantParts {
  const index = indexes.get(model) ?? sort(model);
  indexes.set(model, index);
  return index.get(slug) ?? NOTHING;
}

/** The parts of each tenant, and of nobody with the slug undefined. */
function sort({ stacks, principals, ownership }: Model): ReadonlyMap<string | undefined, TenantParts> {
  const index = new Map<string | undefined, { resources: TemplateResource[]; principals: Principal[] }>();
  const at = (slug: string | undefined): { resources: TemplateResource[]; principals: Principal[] } => {
    const parts = index.get(slug) ?? { resources: [], principals: [] };
    index.set(slug, parts);
    return parts;
  };
  for (const { resources } of stacks) {
    for (const resource of resources.values()) at(ownership.of(resource)).resources.push(resource);
  }
  for (const principal of principals) at(principal.owner).principals.push(principal);
  return index;
}
