import { withNothingKnown } from '../../../packages/isolation-proof/src/access/foreign-resources';
import { ALL_POLICIES, RESOURCE_POLICIES_ALONE } from '../../../packages/isolation-proof/src/access/lens';
import {
  itself,
  objectsOf,
  type Region,
  regionsWithoutKeys,
} from '../../../packages/isolation-proof/src/access/regions';
import { NOT_THROUGH_CLOUDFORMATION } from '../../../packages/isolation-proof/src/access/through-cloudformation';
import { administrator, otherThan } from '../../../packages/isolation-proof/src/claims/anybody';
import { Asking } from '../../../packages/isolation-proof/src/claims/asking';
import type { Claim } from '../../../packages/isolation-proof/src/claims/claim';
import type { Evidence } from '../../../packages/isolation-proof/src/claims/evidence';
import type { GuardedResource } from '../../../packages/isolation-proof/src/model/guarded-resource';
import { withGrant } from '../../../packages/isolation-proof/src/model/kms-grant';
import type { Subject } from '../../../packages/isolation-proof/src/model/principal';
import { type ActionGroup, among } from '../../../packages/isolation-proof/src/policies/action-classes';
import { KEY_USE, LISTING_OBJECTS } from '../../../packages/isolation-proof/src/policies/action-groups';
import { absent, type Fact, type Facts, known } from '../../../packages/isolation-proof/src/policies/facts';
import { organizationOutsiders } from '../audit-outsiders';
import { isAuditDelivery, type TrailParts, trailsOf } from '../audit-parts';
import { deploymentPrincipals } from '../deployment-role';

const PRINCIPAL = 'aws:principalarn';
const SOURCE = 'aws:sourcearn';
const VIA_SERVICE = 'kms:viaservice';

/** Ways to lose what is recorded, or to have it expire early. */
const LOSING: ActionGroup = {
  patterns: [
    's3:deletebucket',
    's3:deleteobject',
    's3:deleteobjectversion',
    's3:bypassgovernanceretention',
    's3:putbucketobjectlockconfiguration',
    's3:putobjectlegalhold',
    's3:putobjectretention',
  ],
};
const READING: ActionGroup = {
  patterns: ['s3:getobject*', 's3:listbucketmultipartuploads', 's3:listbucketversions'],
};
/** Whatever is done with an object and does not read it. */
const CHANGING: ActionGroup = {
  patterns: [
    's3:putobject*',
    's3:deleteobject*',
    's3:restoreobject',
    's3:replicate*',
    's3:abortmultipartupload',
  ],
};
/** Ways to have less recorded. Reading how it is recorded is the auditor's. */
const STOPPING: ActionGroup = {
  patterns: [
    'cloudtrail:addtags',
    'cloudtrail:create*',
    'cloudtrail:delete*',
    'cloudtrail:deregister*',
    'cloudtrail:put*',
    'cloudtrail:register*',
    'cloudtrail:remove*',
    'cloudtrail:stop*',
    'cloudtrail:update*',
  ],
};

const NO_SERVICE: readonly [string, Fact] = [SOURCE, absent];

/**
 * Nobody deletes, overwrites or shortens what is recorded, nor stops the recording, and nobody reads it but the auditor
 * and the roles that deliver organizations their own part: not even an administrator, by the policies of bucket and key
 * alone. That such a person could change these policies first, or stop the trail, is the assumption that guardrails
 * enforce. What is locked stays, even so.
 */
export const trailAccess: Claim = {
  id: 'trail-access',
  title:
    'Nobody deletes, changes or stops the trail, and only the auditor and the delivery of audits read it',
  about: 'trails',
  judge: (evidence) => {
    const asking = new Asking(
      'CloudTrail writes, the auditor and the delivery of audits read, nobody else does anything.',
    );
    const trails = asking.each(trailsOf(evidence.model));
    for (const trail of trails) {
      if (trail.bucket !== undefined) judgeBucket(asking, evidence, trail, trail.bucket);
      if (trail.key !== undefined) judgeKey(asking, evidence, trail, trail.key);
    }
    if (trails.length > 0) judgeStopping(asking, evidence);
    return asking.judgement;
  },
};

/** Everybody there is but the auditor and the roles of delivery, whatever their identity policies say. */
function others(evidence: Evidence, trail: TrailParts): Subject[] {
  const anybody = administrator(evidence.model);
  return [
    ...(anybody === undefined
      ? []
      : [withFacts(anybody, [PRINCIPAL, otherThan(trail.auditorArn)], NO_SERVICE)]),
    ...organizationOutsiders(evidence, trail).map((outsider) => withFacts(outsider, NO_SERVICE)),
  ];
}

/** Those who read, as the policies know them: the auditor, and the roles of delivery. */
function readers({ model, principals }: Evidence, { auditorArn }: TrailParts): Subject[] {
  const anybody = administrator(model);
  return [
    ...(anybody === undefined ? [] : [withFacts(anybody, [PRINCIPAL, known(auditorArn)], NO_SERVICE)]),
    ...principals.filter(isAuditDelivery).map((delivery) => withFacts(delivery, NO_SERVICE)),
  ];
}

function judgeBucket(asking: Asking, evidence: Evidence, trail: TrailParts, bucket: GuardedResource): void {
  const outsiders = others(evidence, trail);
  const everybody = [...outsiders, ...readers(evidence, trail), ...byServices(evidence)];
  for (const action of evidence.classes) {
    const [losing, reading, listing, changing] = [LOSING, READING, LISTING_OBJECTS, CHANGING].map((group) =>
      among(action, group),
    );
    for (const region of [itself(bucket), objectsOf(bucket)]) {
      for (const subject of everybody) {
        if (losing !== undefined) ask(asking, subject, losing, region);
      }
      for (const subject of outsiders) {
        if (reading !== undefined) ask(asking, subject, reading, region);
        if (listing === undefined) continue;
        for (const facts of NOT_THROUGH_CLOUDFORMATION) ask(asking, subject, listing, region, facts);
      }
    }
    if (changing === undefined) continue;
    for (const subject of [...outsiders, ...readers(evidence, trail)]) {
      ask(asking, subject, changing, objectsOf(bucket));
    }
    for (const subject of byServices(evidence)) {
      const another = new Map([[SOURCE, otherThan(trail.arn)]]);
      ask(asking, subject, changing, objectsOf(bucket), another);
    }
  }
}

/** AWS services, which say what they act for; an administrator stands for whatever a statement lets in. */
function byServices({ model }: Evidence): Subject[] {
  const anybody = administrator(model);
  return anybody === undefined ? [] : [anybody];
}

function judgeKey(asking: Asking, evidence: Evidence, trail: TrailParts, key: GuardedResource): void {
  const outsiders = others(evidence, trail);
  const through = `s3.${key.source.stack.region}.${key.source.stack.dnsSuffix}`;
  const directly: Facts[] = [new Map([[VIA_SERVICE, absent]]), new Map([[VIA_SERVICE, otherThan(through)]])];
  const policies = [key, withGrant(key)];
  for (const action of evidence.classes) {
    const use = among(action, KEY_USE);
    if (use === undefined) continue;
    for (const policy of policies) {
      for (const subject of outsiders) ask(asking, subject, use, itself(policy));
      for (const subject of readers(evidence, trail)) {
        for (const facts of directly) ask(asking, subject, use, itself(policy), facts);
      }
    }
  }
}

/**
 * By their own policies, since trails have none: whoever is in the templates. CloudFormation's role makes the trail and
 * changes it; what it may not, the claim `deployment` says.
 */
function judgeStopping(asking: Asking, evidence: Evidence): void {
  const deployments = new Set(deploymentPrincipals(evidence.model).map(({ arn }) => arn));
  const places = withNothingKnown(regionsWithoutKeys(evidence.guarded));
  for (const principal of evidence.principals) {
    const what = (name: string, resource: string): string =>
      `${principal.arn} may ${name} on ${resource}, and so have less recorded`;
    if (principal.kind === 'certificate' || deployments.has(principal.arn)) continue;
    for (const action of evidence.classes) {
      const stopping = among(action, STOPPING);
      if (stopping !== undefined) asking.askEach(principal, stopping, places, ALL_POLICIES, what);
    }
  }
}

function ask(
  asking: Asking,
  subject: Subject,
  action: Parameters<Asking['ask']>[1],
  region: Region,
  facts: Facts = new Map(),
): void {
  const what = (name: string, resource: string): string => `${subject.arn} may ${name} on ${resource}`;
  asking.ask(subject, action, region, RESOURCE_POLICIES_ALONE, what, facts);
}

function withFacts(subject: Subject, ...facts: readonly (readonly [string, Fact])[]): Subject {
  return { ...subject, facts: new Map([...subject.facts, ...facts]) };
}
