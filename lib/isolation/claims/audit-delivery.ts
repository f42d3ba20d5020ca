import {
  BOUNDARY_ALONE,
  IDENTITY_ALONE,
  RESOURCE_POLICIES_ALONE,
} from '../../../packages/isolation-proof/src/access/lens';
import { objectsOf, regionsWithoutKeys } from '../../../packages/isolation-proof/src/access/regions';
import { otherThan, somebodyOf } from '../../../packages/isolation-proof/src/claims/anybody';
import { Asking } from '../../../packages/isolation-proof/src/claims/asking';
import type { Claim } from '../../../packages/isolation-proof/src/claims/claim';
import type { Evidence } from '../../../packages/isolation-proof/src/claims/evidence';
import type { Principal } from '../../../packages/isolation-proof/src/model/principal';
import { partsOf } from '../../../packages/isolation-proof/src/model/tenant-parts';
import { wildcardPattern } from '../../../packages/isolation-proof/src/patterns/pattern';
import { type ActionGroup, among } from '../../../packages/isolation-proof/src/policies/action-classes';
import { isObject, type JsonObject } from '../../../packages/isolation-proof/src/templates/json';
import type { TemplateResource } from '../../../packages/isolation-proof/src/templates/template';
import {
  isCalledAuditDelivery,
  isForOrganizationAudit,
  textOf,
  type TrailParts,
  trailsOf,
} from '../audit-parts';
import { expectedDelivery } from '../expected-delivery';

const SCHEDULE = 'AWS::Scheduler::Schedule';
const PRINCIPAL = 'aws:principalarn';

const CHANGING: ActionGroup = {
  patterns: [
    's3:putobject*',
    's3:deleteobject*',
    's3:restoreobject',
    's3:replicate*',
    's3:abortmultipartupload',
  ],
};
/** What brings a role of delivery to do something else than its schedule says. */
const DIRECTING: ActionGroup = {
  patterns: [
    'scheduler:create*',
    'scheduler:delete*',
    'scheduler:update*',
    'scheduler:tag*',
    'scheduler:untag*',
    'iam:passrole',
  ],
};

/**
 * The role that delivers an organization its part of the trail is the one principal of an organization that reads what is
 * about all. It is safe because of four things, each of which is judged here: only EventBridge Scheduler takes it on, for
 * the group of these schedules; what its schedule asks is, letter by letter, what the platform generates for this
 * organization; no principal of an organization makes or changes schedules; and it writes nowhere but into its own
 * organization's folders for audits and for results. Nobody else writes what an organization is told of its audit.
 */
export const auditDelivery: Claim = {
  id: 'audit-delivery',
  title:
    "An organization's part of the trail is delivered by the platform's query, and into its own folder only",
  about: 'roles that deliver organizations their part of the trail',
  judge: (evidence) => {
    const asking = new Asking(
      'delivery starts its query, and writes into the two folders of its organization.',
    );
    const deliveries = asking.each(evidence.principals.filter(isCalledAuditDelivery));
    for (const delivery of deliveries) {
      judgeTrust(asking, delivery);
      judgeSchedules(asking, evidence, delivery);
      judgeWriting(asking, evidence, delivery);
    }
    const [trail] = trailsOf(evidence.model);
    if (trail === undefined) return asking.judgement;
    judgeDirecting(asking, evidence);
    judgeWritingByOthers(asking, evidence, trail);
    return asking.judgement;
  },
};

/** Scheduler says the group: a schedule of another group is none of these. */
function judgeTrust(asking: Asking, { arn, trust, source }: Principal): void {
  for (const statement of trust) {
    asking.check(statement);
    const { effect, principals, conditions } = statement;
    if (effect === 'Deny') continue;
    const group = conditions.find(
      ({ operator, key }) => key === 'aws:sourcearn' && /^(?:Arn|String)Equals$/.test(operator),
    );
    const isByScheduler =
      principals !== undefined &&
      !principals.negated &&
      principals.services.every((service) => service === 'scheduler.amazonaws.com') &&
      [...principals.aws, ...principals.federated, ...principals.others].length === 0;
    const isOfGroup =
      group?.values.every(
        (value) => value !== undefined && /:schedule-group\/[^*?/]+--audit-delivery$/.test(value),
      ) === true;
    if (isByScheduler && isOfGroup) continue;
    asking.refute(
      `${statement.name} of ${source.path}: principals other than schedules of the audit may assume ${arn}`,
      [statement],
      'Trust scheduler.amazonaws.com alone, with ArnEquals aws:SourceArn of the group of audit schedules.',
    );
  }
}

function judgeSchedules(asking: Asking, evidence: Evidence, delivery: Principal): void {
  const schedules = evidence.model.stacks
    .flatMap(({ resources }) => [...resources.values()])
    .filter((resource) => resource.type === SCHEDULE && roleOf(resource) === delivery.arn);
  asking.check();
  const [schedule, ...others] = schedules;
  if (schedule === undefined || others.length > 0) {
    asking.refute(
      `${delivery.arn} is used by ${schedules.length} schedules, and not by its own one`,
      [],
      'Give the role to the one schedule of its organization.',
      delivery.source.path,
    );
    return;
  }
  const { owner = '' } = delivery;
  const target = targetOf(schedule);
  const expected = expectedDelivery(delivery, partsOf(evidence.model, owner));
  asking.check();
  const isExpected =
    expected !== undefined &&
    textOf(target['Arn'], schedule) === expected.target &&
    textOf(target['Input'], schedule) === expected.input &&
    textOf(schedule.properties['GroupName'], schedule) === expected.group;
  if (isExpected) return;
  asking.refute(
    `${schedule.path}: what it asks is not what the platform generates for ${owner}, so that it may hand over lines of others`,
    [],
    'Leave the text of the query to deliveryRequest of constructs/audit/queries.',
    schedule.path,
  );
}

/** By its own policies, and by its boundary: the folders are two, and named. */
function judgeWriting(asking: Asking, evidence: Evidence, delivery: Principal): void {
  const { owner = '' } = delivery;
  const own = evidence.tenancy.dataBuckets
    .filter((bucket) => isForOrganizationAudit(bucket) || /-athena-results-\d{12}-/.test(bucket.arn))
    .map(({ arn }) => wildcardPattern(`${arn}/${owner}/*`));
  const what = (name: string, resource: string): string =>
    `${delivery.arn} may ${name} on ${resource}, which is not a folder for audits or results`;
  for (const action of evidence.classes) {
    const changing = among(action, CHANGING);
    if (changing === undefined) continue;
    for (const lens of [IDENTITY_ALONE, BOUNDARY_ALONE]) {
      for (const region of regionsWithoutKeys(evidence.guarded)) {
        const { matching, excluding } = region.resources;
        const elsewhere = { ...region, resources: { matching, excluding: [...excluding, ...own] } };
        asking.ask(delivery, changing, elsewhere, lens, what);
      }
    }
  }
}

function judgeDirecting(asking: Asking, evidence: Evidence): void {
  const owned = evidence.principals.filter(
    ({ owner, kind }) => owner !== undefined && kind !== 'certificate',
  );
  for (const principal of owned) {
    const what = (name: string, resource: string): string =>
      `${principal.arn} may ${name} on ${resource}, and so direct what delivers audits`;
    for (const action of evidence.classes) {
      const directing = among(action, DIRECTING);
      if (directing === undefined) continue;
      for (const lens of principal.boundary === undefined
        ? [IDENTITY_ALONE]
        : [IDENTITY_ALONE, BOUNDARY_ALONE]) {
        for (const region of regionsWithoutKeys(evidence.guarded)) {
          asking.ask(principal, directing, region, lens, what);
        }
      }
    }
  }
}

function judgeWritingByOthers(
  asking: Asking,
  { model, principals, tenancy, classes }: Evidence,
  { deliveryArn }: TrailParts,
): void {
  const owners = new Set(principals.flatMap(({ owner }) => owner ?? []));
  for (const bucket of tenancy.dataBuckets.filter(isForOrganizationAudit)) {
    for (const owner of owners) {
      const somebody = somebodyOf(model, owner);
      if (somebody === undefined) continue;
      const other = otherThan(deliveryArn(owner));
      const subject = { ...somebody, facts: new Map([...somebody.facts, [PRINCIPAL, other] as const]) };
      const what = (name: string, resource: string): string =>
        `somebody of ${owner} who delivers no audits may ${name} on ${resource}`;
      for (const action of classes) {
        const changing = among(action, CHANGING);
        if (changing !== undefined) {
          asking.ask(subject, changing, objectsOf(bucket), RESOURCE_POLICIES_ALONE, what);
        }
      }
    }
  }
}

function targetOf({ properties: { Target: target } }: TemplateResource): JsonObject {
  return isObject(target) ? target : {};
}

function roleOf(schedule: TemplateResource): string | undefined {
  return textOf(targetOf(schedule)['RoleArn'], schedule);
}
