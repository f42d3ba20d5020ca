import type { Evidence } from './evidence';
import { dynamicReferencesIn } from '../resources/dynamic-references';
import { destinationsOf, type FlowEnd, impliedLogGroupsOf, sourcesOf } from '../resources/flows';
import { programsOf } from '../resources/programs';
import { descriptionOf } from '../resources/registry';
import { valuesAt } from '../resources/property-path';
import { type RoleOfResource, rolesCarriedBy } from '../resources/roles-carried';
import { isServiceLinked } from '../resources/service-linked-role';
import { thingNamed } from '../resources/named-resource';
import { UndecidedError } from '../templates/errors';
import { resolveText } from '../resources/resolve';
import { placedReason } from '../templates/placed-reason';
import { NotUnderstoodError } from '../templates/resolved';
import type { TemplateResource } from '../templates/template';
import type { Ownership } from '../model/ownership';
import { arnOfResource } from '../model/resource-arns';
import { judgeAccountWide } from './account-wide';
import { Asking } from './asking';
import type { Claim } from './claim';
import { judgeClientSecret } from './client-secrets';
import { problemOfValue, valueRemedy } from './deployed-values';
import { destinationLine } from './destination-line';
import { MESSAGE_REMEDY, messagesOfOthers, requireNoCalls } from './message-sources';
import { judgeGivenTags } from './given-tags';
import { eventsOfOthers } from './event-sources';
import { Misplacement } from './misplacement';
import { type Owned, remedyBetween } from './owner-remedy';
import { ownerText, Places } from './places';
import { problemOfProgram, programRemedy } from './programs';

/**
 * Nothing leads elsewhere by configuration, without any policy deciding about it: replicas, inventories,
 * notifications, targets of events, destinations of logs and results of queries stay with their tenant, and what
 * acts for a resource acts under a role of its own tenant, and runs a program that no other tenant can change. What is
 * a part of something, as a rule is of its listener, is no part of what is another tenant's, and what uses a key or a
 * certificate uses none of another tenant. Names in DNS lead to nothing of another tenant. What is shared stays in the
 * templates. From a bus that tenants share, a rule of a tenant takes only events that are about the tenant's own
 * resources, from MQTT only messages of the tenant's own topics, and the deployment puts no value of somebody else into a
 * resource. What tells of the whole account, such as a trail, is no tenant's.
 * @example an event source mapping that feeds the queue of one organization to the function of another one
 */
export const flows: Claim = {
  id: 'flows',
  title: 'Nothing flows elsewhere by configuration, and nothing acts under a role of somebody else',
  about: 'resources that send data, take data, or act under a role',
  judge: (evidence) => {
    const judging = new Judging(evidence);
    for (const resource of evidence.resources)
      inPlace(resource, () => {
        judging.judge(resource);
      });
    return judging.asking.judgement;
  },
};

/** @throws UndecidedError with where the resource stands, if something in it is not understood */
function inPlace(resource: TemplateResource, judge: () => void): void {
  try {
    judge();
  } catch (error) {
    if (error instanceof NotUnderstoodError)
      throw new UndecidedError([{ place: resource.path, reason: placedReason(error, resource) }]);
    throw error;
  }
}

const LOG_GROUP_REMEDY =
  'Give the log group to the owner of the resource that writes to it, or have the resource name another one.';

class Judging {
  readonly asking = new Asking();
  private readonly places: Places;
  private readonly misplacement: Misplacement;
  private readonly ownership: Ownership;

  constructor(evidence: Evidence) {
    this.places = new Places(evidence);
    this.misplacement = new Misplacement(this.places);
    this.ownership = evidence.model.ownership;
  }

  judge(resource: TemplateResource): void {
    const [destinations, sources] = [destinationsOf(resource), sourcesOf(resource)];
    const [roles, programs, values] = [
      rolesCarriedBy(resource),
      programsOf(resource),
      dynamicReferencesIn(resource),
    ];
    const ends = [destinations, sources, roles, programs, values];
    if (ends.some(({ length }) => length > 0)) this.asking.each([resource]);
    for (const end of destinations) this.judgeFlow(resource, end, 'go to');
    for (const { name, data, whole } of impliedLogGroupsOf(resource)) {
      if (whole !== undefined && this.places.ownerOf(resource) === undefined) continue;
      const problem = this.misplacement.ofLogGroup(resource, name);
      this.told(resource, name ?? 'its log group', problem && `${data} go to ${problem}`, LOG_GROUP_REMEDY);
    }
    for (const end of sources) this.judgeFlow(resource, end, 'come from');
    for (const role of roles) this.judgeRole(resource, role);
    judgeAccountWide(this.asking, resource, this.places);
    judgeClientSecret(this.asking, resource, this.places, this.ownership);
    judgeGivenTags(this.asking, resource, this.places, this.ownership.tags.owner);
    this.judgeEvents(resource, sources);
    this.judgeMessages(resource);
    for (const { place, program, ...origin } of programs) {
      const problem = problemOfProgram(origin, resource, this.places);
      this.told(resource, place, problem && `${program} comes from ${problem}`, programRemedy(origin));
    }
    for (const { place, arn } of values) {
      const problem = problemOfValue(arn, resource, this.places);
      this.told(
        resource,
        place,
        problem && `the deployment puts in the value of ${problem}`,
        valueRemedy(arn),
      );
    }
  }

  /** @param what is wrong with a property; undefined if nothing is */
  private told(resource: TemplateResource, place: string, what: string | undefined, remedy: string): void {
    this.asking.check();
    if (what === undefined) return;
    const owner = ownerText(this.places.ownerOf(resource));
    this.asking.refute(`${resource.path} of ${owner}: ${what} (${place})`, [], remedy, resource.path);
  }

  /** Whose events a tenant's resource takes from a bus that is not its own. */
  private judgeEvents(resource: TemplateResource, sources: readonly FlowEnd[]): void {
    const { eventPattern } = descriptionOf(resource.type) ?? {};
    const owner = this.places.ownerOf(resource);
    if (eventPattern === undefined || owner === undefined) return;
    const arn = arnOfResource(resource);
    if (arn !== undefined && this.places.isDeclared(arn)) return;
    if (sources.some((source) => this.isOfOwner(resource, source))) return;
    const own = this.places.ownOf(owner);
    for (const { place, value } of valuesAt(resource.properties, eventPattern)) {
      this.asking.check();
      const others = this.understood(resource, 'events', () => eventsOfOthers(value, own, resource.stack));
      for (const events of others) {
        this.asking.refute(
          `${resource.path} of ${owner}: takes ${events} (${place})`,
          [],
          `Demand a resource of its own in the pattern: for S3, the bucket and the prefix of the key with its slash. If all may see these events, declare the rule: ${destinationLine(arn)}.`,
          resource.path,
        );
      }
    }
  }

  /** Whose messages of MQTT a tenant's resource takes; whoever has it, what its query reaches besides is not judged. */
  private judgeMessages(resource: TemplateResource): void {
    const { messageQuery } = descriptionOf(resource.type) ?? {};
    const arn = arnOfResource(resource);
    if (messageQuery === undefined || (arn !== undefined && this.places.isDeclared(arn))) return;
    const owner = this.places.ownerOf(resource);
    this.understood(resource, 'messages', () => {
      requireNoCalls(resource);
      if (owner === undefined) return;
      for (const { place, value } of valuesAt(resource.properties, messageQuery)) {
        const messages = messagesOfOthers(value, resource, owner, this.places);
        this.told(resource, place, messages && `takes ${messages}`, MESSAGE_REMEDY);
      }
    });
  }

  /** @throws UndecidedError if what a rule takes is not understood */
  private understood<T>(resource: TemplateResource, what: 'events' | 'messages', read: () => T): T {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof NotUnderstoodError)) throw error;
      const rule = arnOfResource(resource) ?? 'the ARN of the rule';
      const declaration = `if all may see the ${what} that it takes, add to the destinations of the specification { resources: ['${rule}'], because: '…' }`;
      throw new UndecidedError([
        { place: resource.path, reason: `${placedReason(error, resource)}; ${declaration}` },
      ]);
    }
  }

  private isOfOwner(resource: TemplateResource, { value, form }: FlowEnd): boolean {
    const text = resolveText(value, resource.stack);
    if (text === undefined) return false;
    const found = this.places.resourceNamed(thingNamed(text, form, resource.stack), resource);
    return found !== undefined && this.places.ownerOf(found) === this.places.ownerOf(resource);
  }

  private judgeFlow(
    resource: TemplateResource,
    { place, value, data, ...named }: FlowEnd,
    verb: 'go to' | 'come from',
  ): void {
    const problem = this.misplacement.of(resource, { value, ...named }, verb);
    const { place: declarable, other } = problem ?? {};
    const line = declarable === undefined ? '' : `, or declare the place: ${destinationLine(declarable)}`;
    const remedy = this.remedyFor(resource, other, `Name a resource of the same owner${line}.`);
    this.told(resource, place, problem && `${data} ${verb} ${problem.what}`, remedy);
  }

  private remedyFor(resource: TemplateResource, other: TemplateResource | undefined, remedy: string): string {
    const owned = (one: TemplateResource): Owned => ({ resource: one, owner: this.places.ownerOf(one) });
    return remedyBetween(owned(resource), other && owned(other), remedy, this.ownership.tags);
  }

  private judgeRole(resource: TemplateResource, { place, value, form, directs }: RoleOfResource): void {
    const role = resolveText(value, resource.stack);
    const found = role === undefined ? undefined : this.places.roleNamed(role, form, resource);
    const isOwn =
      isServiceLinked(role, resource) ||
      (found !== undefined && found.owner === this.places.ownerOf(resource));
    const whose = found === undefined ? 'which no template makes' : `a role of ${ownerText(found.owner)}`;
    this.told(
      resource,
      place,
      isOwn
        ? undefined
        : `${directs} acts under ${role ?? 'a role that is unknown before deployment'}, ${whose}`,
      this.remedyFor(resource, found?.source, 'Give it a role of the same owner.'),
    );
  }
}
