import type { Evidence } from '../judge/evidence';
import { Whereabouts } from '../model/whereabouts';
import { literalPattern, wildcardPattern } from '../patterns/pattern';
import { isCovered } from '../patterns/witness';
import type { TextForm } from '../resources/resource-type';
import { destinationsOf, type FlowEnd, sourcesOf } from '../resources/flows';
import { type RoleOfResource, rolesCarriedBy } from '../resources/roles-carried';
import { thingNamed } from '../resources/named-resource';
import { resolveText } from '../templates/resolve';
import type { TemplateResource } from '../templates/template';
import { Asking } from './asking';
import type { Claim } from './claim';

/**
 * Nothing leads elsewhere by configuration, without any policy deciding about it: replicas, inventories,
 * notifications, targets of events, destinations of logs and results of queries stay with their tenant, and what
 * acts for a resource acts under a role of its own tenant. What is shared stays in the templates.
 * @example an event source mapping that feeds the queue of one organization to the function of another one
 */
export const flows: Claim = {
  id: 'flows',
  title: 'Nothing flows elsewhere by configuration, and nothing acts under a role of somebody else',
  about: 'resources that send data, take data, or act under a role',
  judge: (evidence) => {
    const judging = new Judging(evidence);
    for (const resource of evidence.resources) judging.judge(resource);
    return judging.asking.judgement;
  },
};

class Judging {
  readonly asking = new Asking();
  private readonly whereabouts: Whereabouts;
  private readonly declared: readonly string[];

  constructor(private readonly evidence: Evidence) {
    this.whereabouts = new Whereabouts(evidence.surroundings, evidence.model.principals);
    this.declared = evidence.tenancy.destinations.flatMap(({ resources }) => resources);
  }

  judge(resource: TemplateResource): void {
    const [destinations, sources] = [destinationsOf(resource), sourcesOf(resource)];
    const roles = rolesCarriedBy(resource);
    if (destinations.length + sources.length + roles.length > 0) this.asking.each([resource]);
    for (const end of destinations) this.judgeFlow(resource, end, 'go to');
    for (const end of sources) this.judgeFlow(resource, end, 'come from');
    for (const role of roles) this.judgeRole(resource, role);
  }

  private judgeFlow(
    resource: TemplateResource,
    { place, value, form, data }: FlowEnd,
    verb: 'go to' | 'come from',
  ): void {
    this.asking.check();
    const problem = this.problemOf(resource, resolveText(value, resource.stack), form);
    if (problem === undefined) return;
    this.asking.refute(
      `${resource.path} of ${ownerText(this.ownerOf(resource))}: ${data} ${verb} ${problem} (${place})`,
      [],
      'Name a resource of the same owner, or declare the place, with its reason, among the destinations of the specification.',
      resource.path,
    );
  }

  /** Where data of a resource are that may not be there, for people; undefined if they may. */
  private problemOf(
    resource: TemplateResource,
    text: string | undefined,
    form: TextForm,
  ): string | undefined {
    if (text === undefined) return 'a place that is unknown before deployment';
    const owner = this.ownerOf(resource);
    const thing = thingNamed(text, form, resource.stack);
    // What a service does with it, it does with the rights of a role or of the caller.
    if (thing.kind === 'service' || this.isAllowed(thing.kind === 'arn' ? thing.arn : text, owner)) {
      return undefined;
    }
    if (thing.kind === 'elsewhere') return text;
    const target = this.whereabouts.resourceNamed(thing, resource);
    if (target === undefined) return `${text}, which no template makes`;
    const other = this.ownerOf(target);
    return other === owner ? undefined : `${target.path} of ${ownerText(other)}`;
  }

  private judgeRole(resource: TemplateResource, { place, value, directs }: RoleOfResource): void {
    this.asking.check();
    const role = resolveText(value, resource.stack);
    const owner = this.ownerOf(resource);
    const found = role === undefined ? undefined : this.whereabouts.ownerOfRole(role);
    if (found !== undefined && found.owner === owner) return;
    const whose = found === undefined ? 'which no template makes' : `a role of ${ownerText(found.owner)}`;
    this.asking.refute(
      `${resource.path} of ${ownerText(owner)}: ${directs} acts under ${role ?? 'a role that is unknown before deployment'}, ${whose} (${place})`,
      [],
      'Give it a role of the same owner.',
      resource.path,
    );
  }

  /** Whether data of an owner may be there: it is the owner's own place, or a declared one. */
  private isAllowed(text: string, owner: string | undefined): boolean {
    const own = owner === undefined ? [] : this.evidence.tenancy.ownResources(owner);
    return isCovered(
      literalPattern(text),
      [...own, ...this.declared].map((pattern) => wildcardPattern(pattern)),
    );
  }

  private ownerOf(resource: TemplateResource): string | undefined {
    return this.evidence.model.ownership.of(resource);
  }
}

function ownerText(owner: string | undefined): string {
  return owner ?? 'the platform';
}
