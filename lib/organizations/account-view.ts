import type { EnvironmentConfig, OrganizationConfig } from '../../config/environment-config';
import { Naming } from '../../config/naming';
import type { OrgSlug } from '../../config/org-slug';
import { closeClients } from '../account/platform-clients';
import { countHubs } from '../hubs/fleet/count-hubs';
import { hubsOf } from '../hubs/fleet/list-hubs';
import { type AccountStack, AccountStacks } from '../preflight/account-stacks';
import type { Finding } from '../preflight/check';
import { listedUserFindings } from '../preflight/checks/listed-users';
import { failedCallText } from '../preflight/failed-call';
import { type ClientsOf, openAccount } from '../preflight/open-account';
import { type OrganizationStack, organizationStacks } from '../preflight/organization-stacks';
import type { ServiceClients } from '../account/service-clients';

/** What the account knows of an environment's organizations. What could not be read is undefined. */
export interface AccountView {
  readonly stacks?: ReadonlyMap<OrgSlug, AccountStack>;
  /** How many hubs each organization has. */
  readonly hubs?: ReadonlyMap<OrgSlug, number>;
  /** Stacks of organizations that are not in the environment's file. */
  readonly unrecorded?: readonly OrganizationStack[];
  /** Why something could not be read, a line for each reason. */
  readonly notes: readonly string[];
}

/** What the account knows of one organization. What could not be read is undefined. */
export interface OrganizationView {
  readonly stack?: AccountStack;
  /** Names of its hubs, sorted. */
  readonly hubs?: readonly string[];
  /** Whether the IAM users that it lists exist. */
  readonly users?: readonly Finding[];
  readonly notes: readonly string[];
}

/** Reads what the account knows of all organizations, in as many calls as there are pages. */
export function viewAccount(environment: EnvironmentConfig, clientsOf?: ClientsOf): Promise<AccountView> {
  return inAccount(environment, clientsOf, async (clients) => {
    const naming = new Naming(environment);
    const stacks = new AccountStacks(clients);
    const slugs = environment.organizations.map(({ slug }) => slug);
    const [own, deployed, counts] = await Promise.all([
      attempt('stacks', () =>
        Promise.all(slugs.map((slug) => stacks.named(naming.organization(slug).stack))),
      ),
      attempt('stacks', () => organizationStacks(environment, naming, stacks)),
      attempt('hubs', () => countHubs(clients.iot)),
    ]);
    const recorded = new Set(slugs);
    return {
      ...(own.value === undefined ? {} : { stacks: bySlug(slugs, own.value) }),
      ...(deployed.value === undefined
        ? {}
        : { unrecorded: deployed.value.filter(({ slug }) => !recorded.has(slug)) }),
      ...(counts.value === undefined ? {} : { hubs: hubsBySlug(slugs, naming, counts.value) }),
      notes: notesOf(own, deployed, counts),
    };
  });
}

/** Reads what the account knows of one organization. */
export function viewOrganization(
  environment: EnvironmentConfig,
  organization: OrganizationConfig,
  clientsOf?: ClientsOf,
): Promise<OrganizationView> {
  return inAccount(environment, clientsOf, async (clients) => {
    const names = new Naming(environment).organization(organization.slug);
    const [stack, hubs, users] = await Promise.all([
      attempt('the stack', () => new AccountStacks(clients).named(names.stack)),
      attempt('hubs', () => hubsOf({ clients, names })),
      attempt('IAM users', () => listedUserFindings(environment, [organization], clients)),
    ]);
    return {
      ...(stack.value === undefined ? {} : { stack: stack.value }),
      ...(hubs.value === undefined ? {} : { hubs: hubs.value.map(({ name }) => name) }),
      ...(users.value === undefined ? {} : { users: users.value }),
      notes: notesOf(stack, hubs, users),
    };
  });
}

async function inAccount<View extends { readonly notes: readonly string[] }>(
  environment: EnvironmentConfig,
  clientsOf: ClientsOf | undefined,
  read: (clients: ServiceClients) => Promise<View>,
): Promise<View | { readonly notes: readonly string[] }> {
  let clients: ServiceClients;
  try {
    ({ clients } = await openAccount('lookup', environment, clientsOf));
  } catch (error) {
    return { notes: [`stacks and hubs are not shown: ${failedCallText(error)}`] };
  }
  try {
    return await read(clients);
  } finally {
    closeClients(clients);
  }
}

interface Attempt<Value> {
  readonly value?: Value;
  readonly note?: string;
}

/** A part that cannot be read does not keep the others from being shown. */
async function attempt<Value>(what: string, read: () => Promise<Value>): Promise<Attempt<Value>> {
  try {
    return { value: await read() };
  } catch (error) {
    return { note: `${what} are not shown: ${failedCallText(error)}` };
  }
}

function notesOf(...attempts: readonly Attempt<unknown>[]): string[] {
  return [...new Set(attempts.flatMap(({ note }) => note ?? []))];
}

function bySlug<Value>(slugs: readonly OrgSlug[], values: readonly Value[]): ReadonlyMap<OrgSlug, Value> {
  return new Map(slugs.map((slug, index) => [slug, values[index] as Value]));
}

function hubsBySlug(
  slugs: readonly OrgSlug[],
  naming: Naming,
  counts: ReadonlyMap<string, number>,
): ReadonlyMap<OrgSlug, number> {
  return bySlug(
    slugs,
    slugs.map((slug) => counts.get(naming.organization(slug).dataHubThingType) ?? 0),
  );
}
