import { withNothingKnown } from '../access/foreign-resources';
import { ALL_POLICIES } from '../access/lens';
import { itself, regionsWithoutKeys } from '../access/regions';
import { demandsTag, sessionWithoutTag, type SharedRole } from '../tenancy/tenant-sessions';
import { Asking } from './asking';
import type { Evidence } from './evidence';
import { patternsAbout } from './tenant-isolation';

/**
 * Refutes what a session without a tag reaches besides what all may use: it is of no organization, so that anything
 * that is left to it is somebody else's. With a policy variable that has no value, a statement counts as being about all.
 */
export function judgeWithoutTag(asking: Asking, shared: SharedRole, evidence: Evidence): void {
  if (demandsTag(shared)) return;
  const { guarded, classes, keys, tenancy } = evidence;
  const { role, tag } = shared;
  const session = sessionWithoutTag(shared);
  const places = withNothingKnown(regionsWithoutKeys(guarded));
  const what = (name: string, resource: string): string =>
    `a session of ${role.arn} without the tag ${tag} may ${name} on ${resource}`;
  const alone = new Asking();
  for (const action of classes) {
    const common = patternsAbout(tenancy.commons, action);
    alone.askEach(session, action, places, ALL_POLICIES, what, common);
    for (const key of keys.candidates(session, action, ALL_POLICIES)) {
      alone.ask(session, action, itself(key), ALL_POLICIES, what, new Map(), common);
    }
  }
  const [found] = alone.judgement.violations;
  if (found === undefined) return;
  asking.refute(
    found.what,
    found.statements,
    `Demand the tag in the trust policy of ${role.source.path}: StringLike aws:RequestTag/${tag} "*".`,
    role.source.path,
  );
}
