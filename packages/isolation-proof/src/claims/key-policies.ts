import { RESOURCE_POLICIES_ALONE } from '../access/lens';
import type { Subject } from '../model/principal';
import { type ActionClass, type ActionGroup, among } from '../policies/action-classes';
import { KEY_ADMINISTRATION, KEY_USE, SECRET_WRITES } from '../policies/action-groups';
import type { Evidence } from './evidence';
import { absent, type Facts, known, NOTHING_KNOWN } from '../policies/facts';
import type { GuardedResource } from '../model/guarded-resource';
import { withGrant } from '../model/kms-grant';
import { itself } from '../access/regions';
import { administrator, otherThan, somebodyOf, somebodyOfOthers } from './anybody';
import { Asking } from './asking';
import type { Claim } from './claim';
import type { KeyServices } from './key-use';
import { otherThanSecretWrites } from './platform-principals';

const VIA_SERVICE = 'kms:viaservice';
const FOR_AWS = 'kms:grantisforawsresource';

/** What principals of an organization have services do with its key. */
const OWN_USE: ReadonlySet<string> = new Set(['kms:decrypt', 'kms:generatedatakey']);
const OTHER_USE: ActionGroup = {
  patterns: ['kms:*'],
  except: new Set([...KEY_ADMINISTRATION, ...OWN_USE]),
};

/** What a question calls a service that nothing names. */
const ANOTHER_SERVICE = 'another service';
const CREATE_GRANT = 'kms:creategrant';
const GRANTS: ReadonlySet<string> = new Set([CREATE_GRANT, 'kms:retiregrant']);
const OTHER_THAN_GRANTS: ActionGroup = {
  patterns: ['kms:*'],
  except: new Set([...KEY_ADMINISTRATION, ...GRANTS]),
};

/**
 * A key's policy holds twice, whoever asks. Its Allows by themselves let nobody but the organization use the
 * key, and that only through services; its Denies by themselves stop everybody else, whatever
 * is granted elsewhere, such as by a KMS grant. A key without an organization is used by ECR's grants only.
 * @example the key policy that the CDK writes, which lets every administrator of the account use the key
 */
export const keyPolicies = ({ through, byThemselves }: KeyServices): Claim => ({
  id: 'key-policies',
  title: 'A key is used by its organization only, and through services only, by its Allows and by its Denies',
  about: 'keys',
  asksWith: [ANOTHER_SERVICE],
  judge: (evidence) => {
    const asking = new Asking('say who uses the key, and through which service; deny everybody else.');
    const { recordKeys = [] } = evidence.tenancy;
    const platformKeys = evidence.model.guarded.filter(
      (key) => key.kind === 'key' && key.owner === undefined && !recordKeys.includes(key),
    );
    for (const key of asking.each(evidence.organizationKeys)) {
      judgeOwnKey(asking, evidence, through, key);
      if (byThemselves !== undefined) judgeOtherServices(asking, evidence, byThemselves, key);
    }
    for (const key of asking.each(platformKeys)) judgePlatformKey(asking, evidence, key);
    return asking.judgement;
  },
});

function judgeOwnKey(
  asking: Asking,
  { model, tenancy, classes }: Evidence,
  through: KeyServices['through'],
  key: GuardedResource,
): void {
  const { owner = '' } = key;
  const [allowing, denying] = [withoutDenies(key), withGrant(key)];
  const outsiders = [administrator(model), somebodyOfOthers(model, owner)];
  const own = somebodyOf(model, owner);
  for (const action of classes) {
    const use = among(action, KEY_USE);
    if (use === undefined) continue;
    const requests = SECRET_WRITES.has(use.example) ? otherThanSecretWrites(key, tenancy) : [NOTHING_KNOWN];
    for (const [index, outsider] of outsiders.entries()) {
      // Secrets are written by whoever has no organization; who has another one writes none.
      for (const facts of index === 0 ? requests : [NOTHING_KNOWN]) {
        for (const policy of [allowing, denying]) ask(asking, outsider, use, policy, facts);
      }
    }
    for (const facts of OWN_USE.has(use.example) ? outside(key, ...through) : [])
      ask(asking, own, use, allowing, facts);
    const more = among(action, OTHER_USE);
    if (more !== undefined) ask(asking, own, more, allowing, NOTHING_KNOWN);
  }
}

/** Whatever is granted to a service besides, the Denies stop all but those that use the key by themselves. */
function judgeOtherServices(
  asking: Asking,
  { model, tenancy, classes }: Evidence,
  spared: readonly string[],
  key: GuardedResource,
): void {
  const somebody = administrator(model);
  if (somebody === undefined) return;
  const { region } = key.source.stack;
  const principals = spared.map((name) => name.replace('{region}', region));
  const service: Subject = {
    ...somebody,
    arn: ANOTHER_SERVICE,
    facts: new Map([...somebody.facts, ['aws:principalservicename', otherThan(...principals)] as const]),
  };
  const denying = withGrant(key);
  for (const action of classes) {
    const use = among(action, KEY_USE);
    if (use === undefined) continue;
    const requests = SECRET_WRITES.has(use.example) ? otherThanSecretWrites(key, tenancy) : [NOTHING_KNOWN];
    for (const facts of requests) ask(asking, service, use, denying, facts);
  }
}

function judgePlatformKey(asking: Asking, { model, classes }: Evidence, key: GuardedResource): void {
  const anybody = { ...administrator(model) } as Subject;
  for (const action of classes) {
    const other = among(action, OTHER_THAN_GRANTS);
    if (other !== undefined) ask(asking, anybody, other, key, NOTHING_KNOWN);
    if (!GRANTS.has(action.example)) continue;
    const byHand = action.example === CREATE_GRANT ? NOT_FOR_AWS : [];
    for (const facts of [...outside(key, 'ecr'), ...byHand]) ask(asking, anybody, action, key, facts);
  }
}

/** Grants that are for no AWS service. KMS says so when a grant is made, and not when it is retired. */
const NOT_FOR_AWS: readonly Facts[] = [new Map([[FOR_AWS, absent]]), new Map([[FOR_AWS, known('false')]])];

/** Requests that come through none of these services. */
function outside({ source: { stack } }: GuardedResource, ...services: readonly string[]): Facts[] {
  const names = services.map((service) => `${service}.${stack.region}.${stack.dnsSuffix}`);
  return [new Map([[VIA_SERVICE, absent]]), new Map([[VIA_SERVICE, otherThan(...names)]])];
}

function ask(
  asking: Asking,
  subject: Subject | undefined,
  action: ActionClass,
  key: GuardedResource,
  facts: Facts,
): void {
  if (subject === undefined) return;
  const what = (name: string, resource: string): string => `${subject.arn} may ${name} on ${resource}`;
  asking.ask(subject, action, itself(key), RESOURCE_POLICIES_ALONE, what, facts);
}

function withoutDenies(key: GuardedResource): GuardedResource {
  return { ...key, policy: key.policy.filter(({ effect }) => effect === 'Allow') };
}
