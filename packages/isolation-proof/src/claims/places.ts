import { rolesOfProfile } from '../model/instance-profiles';
import { takesTags } from '../model/tags';
import { Whereabouts } from '../model/whereabouts';
import { partsOf } from '../model/tenant-parts';
import { wordOf } from '../forms/slug-text';
import { literalPattern, type Pattern, wildcardPattern } from '../patterns/pattern';
import { isCovered } from '../patterns/witness';
import { destinationsOf, sourcesOf } from '../resources/flows';
import { type NamedThing, thingNamed } from '../resources/named-resource';
import { knownText } from '../resources/resolve';
import type { RoleOfResource } from '../resources/roles-carried';
import type { TemplateResource } from '../templates/template';
import { arnsIn } from '../tenancy/own-arns';
import type { Evidence } from './evidence';

/** Whose the places are that properties of resources name. */
export class Places {
  private readonly whereabouts: Whereabouts;
  private readonly declared: readonly string[];
  private partsOfAnyTenant: readonly Pattern[] | undefined;
  private readonly ownersOfWholes = new Map<TemplateResource, string | undefined>();

  constructor(private readonly evidence: Evidence) {
    this.whereabouts = new Whereabouts(evidence.surroundings, evidence.model.principals);
    this.declared = evidence.tenancy.destinations.flatMap(({ resources }) => resources);
  }

  /**
   * Slug of the tenant that a resource belongs to; undefined if it is the platform's. What takes no tags cannot say it in
   * a stack of several tenants, and is whose that is which it is a part of.
   */
  ownerOf(resource: TemplateResource): string | undefined {
    const owner = this.evidence.model.ownership.of(resource);
    return owner === undefined && !takesTags(resource) ? this.ownerOfWhole(resource) : owner;
  }

  private ownerOfWhole(part: TemplateResource): string | undefined {
    if (this.ownersOfWholes.has(part)) return this.ownersOfWholes.get(part);
    let owner: string | undefined;
    for (const { value, form, whole: isPart } of [...sourcesOf(part), ...destinationsOf(part)]) {
      if (isPart === undefined) continue;
      const text = knownText(value, part.stack);
      const whole = text && this.resourceNamed(thingNamed(text, form, part.stack), part);
      if (whole) owner ??= this.evidence.model.ownership.of(whole);
    }
    this.ownersOfWholes.set(part, owner);
    return owner;
  }

  /**
   * Whose a role is, by its ARN or name, or by those of the instance profile that it is in; undefined if no template
   * makes it.
   */
  ownerOfRole(
    name: string,
    form: RoleOfResource['form'],
    from: TemplateResource,
  ): { readonly owner: string | undefined } | undefined {
    if (form === 'role') return this.whereabouts.ownerOfRole(name);
    const thing: NamedThing = name.startsWith('arn:')
      ? { kind: 'arn', arn: name }
      : { kind: 'ref', ref: name };
    const profile = this.whereabouts.resourceNamed(thing, from);
    const [role] = profile?.type === 'AWS::IAM::InstanceProfile' ? rolesOfProfile(profile) : [];
    return role === undefined ? undefined : this.whereabouts.ownerOfRole(role);
  }

  /** The resource that something is, or is a part of; undefined if no template makes it. */
  resourceNamed(thing: NamedThing, from: TemplateResource): TemplateResource | undefined {
    return this.whereabouts.resourceNamed(thing, from);
  }

  /** Patterns of what is a tenant's own. */
  ownOf(owner: string): Pattern[] {
    return this.evidence.tenancy.ownResources(owner).map((pattern) => wildcardPattern(pattern));
  }

  /** Whether data of an owner may be there: it is the owner's own place, or a declared one. */
  isAllowed(text: string, owner: string | undefined): boolean {
    const own = owner === undefined ? [] : this.ownOf(owner);
    return isCovered(literalPattern(text), own) || this.isDeclared(text);
  }

  isDeclared(text: string): boolean {
    return isCovered(
      literalPattern(text),
      this.declared.map((pattern) => wildcardPattern(pattern)),
    );
  }

  /**
   * Whether something is in a part of what tenants share that is a tenant's, whichever tenant's: of one that is there or
   * of one that comes. What is of a tenant as a resource of its own is found by {@link resourceNamed}.
   */
  isPartOfAnyTenant(arn: string): boolean {
    this.partsOfAnyTenant ??= this.partsOfTenants();
    return isCovered(literalPattern(arn), this.partsOfAnyTenant);
  }

  /** One tenant of each form has the patterns of all of them, but for the name. */
  private partsOfTenants(): Pattern[] {
    const { forms, model, tenancy } = this.evidence;
    return forms.flatMap(({ representative }) => {
      const resources = new Set(partsOf(model, representative).resources.flatMap(arnsIn));
      return tenancy
        .ownResources(representative)
        .filter((pattern) => !resources.has(pattern))
        .map((pattern) => wildcardPattern(pattern.replace(wordOf(representative), '*')));
    });
  }
}

export function ownerText(owner: string | undefined): string {
  return owner ?? 'the platform';
}
