import { plainDomain } from '../resources/domain-names';
import type { NamedThing } from '../resources/named-resource';
import { domainsOf, physicalArn, physicalReference } from '../resources/physical-names';
import { knownText } from '../resources/resolve';
import type { Json } from '../templates/json';
import type { TemplateResource } from '../templates/template';
import type { Principal } from './principal';

/** Services in which `a/b` is no part of `a`, but has a name of its own. */
const WITH_SLASHES_IN_NAMES = /^arn:[^:]*:(?:ecr|logs|secretsmanager|ssm):/;

/** Finds resources and roles of the templates by what properties name. */
export class Whereabouts {
  private readonly byArn = new Map<string, TemplateResource>();
  private readonly byReference = new Map<string, TemplateResource[]>();
  private readonly byDomain = new Map<string, TemplateResource>();
  private readonly roles = new Map<string, Principal>();

  /** @param resources those that are looked for; one whose name is not understood is not found */
  constructor(resources: readonly TemplateResource[], principals: readonly Principal[] = []) {
    for (const resource of resources) {
      const resolve = (value: Json): string | undefined => knownText(value, resource.stack);
      const arn = physicalArn(resource, resolve);
      if (arn !== undefined) this.byArn.set(arn, resource);
      for (const domain of domainsOf(resource, resolve)) this.byDomain.set(plainDomain(domain), resource);
      const reference = physicalReference(resource, resolve);
      if (reference === undefined) continue;
      this.byReference.set(reference, [...(this.byReference.get(reference) ?? []), resource]);
    }
    for (const principal of principals) {
      const { kind, arn } = principal;
      if (kind !== 'role') continue;
      this.roles.set(arn, principal);
      this.roles.set(arn.slice(arn.lastIndexOf('/') + 1), principal);
    }
  }

  /**
   * The resource of the templates that something is, or is a part of.
   * @param from the resource whose property names it: what it refers to by name is best in its own stack
   * @returns undefined if there is none, or if a name could mean several
   */
  resourceNamed(thing: NamedThing, from: TemplateResource): TemplateResource | undefined {
    if (thing.kind === 'ref') return this.referredTo(thing.ref, from);
    if (thing.kind === 'domain') return this.byDomain.get(thing.domain);
    if (thing.kind !== 'arn') return undefined;
    const last = WITH_SLASHES_IN_NAMES.test(thing.arn) ? /:[^:]*$/ : /[/:][^/:]*$/;
    for (let part = thing.arn; part.split(':').length > 5; part = part.replace(last, '')) {
      const found = this.byArn.get(part);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** A role by its ARN or name; undefined if no template makes it. */
  roleNamed(role: string): Pick<Principal, 'owner' | 'source'> | undefined {
    return this.roles.get(role);
  }

  private referredTo(reference: string, from: TemplateResource): TemplateResource | undefined {
    const all = this.byReference.get(reference) ?? [];
    const beside = all.filter(({ stack }) => stack === from.stack);
    const [found, ...others] = beside.length > 0 ? beside : all;
    return others.length > 0 ? undefined : found;
  }
}
