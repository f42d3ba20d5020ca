import type { Evidence } from './evidence';
import { Whereabouts } from '../model/whereabouts';
import { literalPattern, type Pattern, wildcardPattern } from '../patterns/pattern';
import { isCovered } from '../patterns/witness';
import type { TextForm } from '../resources/resource-type';
import { destinationsOf, type FlowEnd, sourcesOf } from '../resources/flows';
import { descriptionOf } from '../resources/registry';
import { valuesAt } from '../resources/property-path';
import { type RoleOfResource, rolesCarriedBy } from '../resources/roles-carried';
import { thingNamed } from '../resources/named-resource';
import { UndecidedError } from '../templates/errors';
import type { Json } from '../templates/json';
import { resolveText } from '../resources/resolve';
import { NotUnderstoodError } from '../templates/resolved';
import type { TemplateResource } from '../templates/template';
import { arnOfResource } from '../model/resource-arns';
import { Asking } from './asking';
import type { Claim } from './claim';
import { eventsOfOthers } from './event-sources';

/**
 * Nothing leads elsewhere by configuration, without any policy deciding about it: replicas, inventories,
 * notifications, targets of events, destinations of logs and results of queries stay with their tenant, and what
 * acts for a resource acts under a role of its own tenant. What is shared stays in the templates. From a bus that
 * tenants share, a rule of a tenant takes only events that are about the tenant's own resources.
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
    this.judgeEvents(resource, sources);
  }

  /** Whose events a tenant's resource takes from a bus that is not its own. */
  private judgeEvents(resource: TemplateResource, sources: readonly FlowEnd[]): void {
    const { eventPattern } = descriptionOf(resource.type) ?? {};
    const owner = this.ownerOf(resource);
    if (eventPattern === undefined || owner === undefined) return;
    const arn = arnOfResource(resource);
    if (arn !== undefined && this.isDeclared(arn)) return;
    if (sources.some((source) => this.isOfOwner(resource, source))) return;
    const own = this.evidence.tenancy.ownResources(owner).map((pattern) => wildcardPattern(pattern));
    for (const { place, value } of valuesAt(resource.properties, eventPattern)) {
      this.asking.check();
      for (const events of this.eventsOfOthers(resource, value, own)) {
        this.asking.refute(
          `${resource.path} of ${owner}: takes ${events} (${place})`,
          [],
          'Demand a resource of its own in the pattern: for S3, the bucket and the prefix of the key with its slash. If all may see these events, declare the rule, with its reason, among the destinations of the specification.',
          resource.path,
        );
      }
    }
  }

  /** @throws UndecidedError if the pattern is not understood */
  private eventsOfOthers(resource: TemplateResource, pattern: Json, own: readonly Pattern[]): string[] {
    try {
      return eventsOfOthers(pattern, own, resource.stack);
    } catch (error) {
      if (!(error instanceof NotUnderstoodError)) throw error;
      const rule = arnOfResource(resource) ?? 'the ARN of the rule';
      const declaration = `if all may see the events that it takes, add to the destinations of the specification { resources: ['${rule}'], because: '…' }`;
      throw new UndecidedError([{ place: resource.path, reason: `${error.message}; ${declaration}` }]);
    }
  }

  private isOfOwner(resource: TemplateResource, { value, form }: FlowEnd): boolean {
    const text = resolveText(value, resource.stack);
    if (text === undefined) return false;
    const found = this.whereabouts.resourceNamed(thingNamed(text, form, resource.stack), resource);
    return found !== undefined && this.ownerOf(found) === this.ownerOf(resource);
  }

  private isDeclared(text: string): boolean {
    return isCovered(
      literalPattern(text),
      this.declared.map((pattern) => wildcardPattern(pattern)),
    );
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
