import type { TenantTags } from '../model/tenant-tags';
import type { Specification } from '../specification/specification';
import type { Tenancy } from '../tenancy/tenancy';

/** Something that the app says, and that no template shows: the verdict rests on it. */
export interface Declared {
  /** What is declared, as a sentence without its full stop. */
  readonly what: string;
  readonly because: string;
}

/** What an app declares of owners, of resource types, of places that data go to, and of what is open on purpose. */
export function declarationsOf(
  { declare = {} }: Pick<Specification, 'declare'>,
  {
    commons = [],
    destinations,
    exposed = [],
    sessions = [],
  }: Pick<Tenancy, 'destinations' | 'exposed' | 'sessions'> & Partial<Pick<Tenancy, 'commons'>>,
  { untagged = [] }: Pick<TenantTags, 'untagged'> = {},
): Declared[] {
  return [
    ...untagged.map(({ construct, tenant, because }) => ({
      what: `${construct} is ${tenant}'s`,
      because,
    })),
    ...exposed.map(({ construct, to, actions = [], because }) => ({
      what: `${construct} is open to ${to}${actions.length === 0 ? '' : ` (${actions.join(', ')})`}`,
      because,
    })),
    ...commons
      .filter(({ isImplied = false }) => !isImplied)
      .map(({ actions, resources, because }) => ({
        what: `everybody may use ${actions.join(', ')} on ${resources.join(', ')}`,
        because,
      })),
    ...sessions.map(({ role, chosenBy, because }) => ({
      what: `sessions of ${role} are of the organization that ${chosenBy.join(', ')} names`,
      because,
    })),
    ...destinations.map(({ resources, because }) => ({
      what: `data may go to ${resources.join(', ')}`,
      because,
    })),
    ...Object.entries(declare).map(([name, { because }]) => ({
      what: `${name} grants, carries and sends nothing`,
      because,
    })),
  ];
}
