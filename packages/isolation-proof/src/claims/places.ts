import { rolesOfProfile } from '../model/instance-profiles';
import { OwnersOfParts } from '../model/owners-of-parts';
import type { Principal } from '../model/principal';
import { Whereabouts } from '../model/whereabouts';
import { partsOf } from '../model/tenant-parts';
import { wordOf } from '../forms/slug-text';
import { literalPattern, type Pattern, wildcardPattern } from '../patterns/pattern';
import { isCovered } from '../patterns/witness';
import type { NamedThing } from '../resources/named-resource';
import type { RoleOfResource } from '../resources/roles-carried';
import { wholesOfFlows } from '../resources/wholes';
import type { TemplateResource } from '../templates/template';
import { arnsIn } from '../tenancy/own-arns';
import type { Evidence } from './evidence';

/** Whose the places are that properties of resources name. */
export class Places {
  private readonly whereabouts: Whereabouts;
  private readonly declared: readonly string[];
  private partsOfAnyTenant: readonly Pattern[] | undefined;
  private readonly partOwners: OwnersOfParts;

  constructor(private readonly evidence: Evidence) {
    this.whereabouts = new Whereabouts(evidence.surroundings, evidence.model.principals);
    this.partOwners = new OwnersOfParts(this, wholesOfFlows, (whole) => evidence.model.ownership.of(whole));
    this.declared = evidence.tenancy.destinations.flatMap(({ resources }) => resources);
  }

  /**
   * Slug of the tenant that a resource belongs to; undefined if it is the platform's. In a stack of the platform, what
   * takes no tags belongs to the owner of what it is a part of, if its flows say so: a rule to that of its listener.
   */
  ownerOf(resource: TemplateResource): string | undefined {
    return this.evidence.model.ownership.of(resource) ?? this.partOwners.of(resource);
  }

  /**
   * A role by its ARN or name, or by those of the instance profile that it is in; undefined if no template makes it.
   */
  roleNamed(
    name: string,
    form: RoleOfResource['form'],
    from: TemplateResource,
  ): Pick<Principal, 'owner' | 'source'> | undefined {
    if (form === 'role') return this.whereabouts.roleNamed(name);
    const thing: NamedThing = name.startsWith('arn:')
      ? { kind: 'arn', arn: name }
      : { kind: 'ref', ref: name };
    const profile = this.whereabouts.resourceNamed(thing, from);
    const [role] = profile?.type === 'AWS::IAM::InstanceProfile' ? rolesOfProfile(profile) : [];
    return role === undefined ? undefined : this.whereabouts.roleNamed(role);
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
