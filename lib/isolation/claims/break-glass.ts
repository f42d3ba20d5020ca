import { withNothingKnown } from '../../../packages/isolation-proof/src/access/foreign-resources';
import {
  ALL_POLICIES,
  BOUNDARY_ALONE,
  IDENTITY_ALONE,
} from '../../../packages/isolation-proof/src/access/lens';
import { itself, regionsWithoutKeys } from '../../../packages/isolation-proof/src/access/regions';
import { Asking } from '../../../packages/isolation-proof/src/claims/asking';
import type { Claim, Judgement } from '../../../packages/isolation-proof/src/claims/claim';
import type { Evidence } from '../../../packages/isolation-proof/src/claims/evidence';
import { tenantIsolation } from '../../../packages/isolation-proof/src/claims/tenant-isolation';
import type { Principal } from '../../../packages/isolation-proof/src/model/principal';
import { type ActionGroup, among } from '../../../packages/isolation-proof/src/policies/action-classes';
import { isBreakGlass, sessionFor } from '../break-glass';
import { judgeAlarm } from './break-glass-alarm';
import { judgeBreakGlassTrust } from './break-glass-trust';

/** Everything but to read objects, to list them, and to have S3 decrypt them: what AWS adds later counts, too. */
const NOT_READING: ActionGroup = {
  patterns: ['*'],
  except: new Set(['s3:getobject', 's3:getobjectversion', 's3:listbucket', 'kms:decrypt']),
};
const ANYTHING: ActionGroup = { patterns: ['*'] };

/**
 * Break-glass opens the data of one organization, that which its session is tagged with: for reading, and nothing of
 * another one's. Without the tag it opens nothing. Nobody gets in who does not say who they are and why, or used no MFA,
 * and whoever gets in or tries to raises an alarm and leaves a record. It is the only platform principal that reads data:
 * about all others the claim `platform-principals` is. It has a permissions boundary, which holds by itself.
 * @example break-glass with `s3:GetObject` on `<bucket>/*`, which every session then reads
 */
export const breakGlass: Claim = {
  id: 'break-glass',
  title: 'Break-glass reads the data of the one organization that its session names, and raises an alarm',
  about: 'break-glass roles',
  judge: (evidence) => {
    const { model } = evidence;
    const roles = model.principals.filter(isBreakGlass);
    const asking = new Asking(
      'break-glass reads objects in the folder of ${aws:PrincipalTag/orgSlug}, and nothing else.',
    );
    for (const role of asking.each(roles)) {
      if (role.boundary === undefined) {
        asking.refute(
          `${role.arn} has no permissions boundary: one of two locks is gone`,
          [],
          'Make the boundary of break-glass its PermissionsBoundary.',
          role.source.path,
        );
      }
      judgeBreakGlassTrust(asking, role, evidence);
      judgeAlarm(asking, role, evidence);
      askFor(asking, evidence, role, ANYTHING, `${role.arn}, in a session without an organization,`);
      for (const { representative } of evidence.forms) {
        const session = sessionFor(role, representative, model);
        askFor(asking, evidence, session, NOT_READING, `${role.arn}, in a session for ${representative},`);
        asking.note(
          `Sessions of ${role.arn} read the data of the organization that they are tagged with, for an hour at most.`,
        );
      }
    }
    return together(asking.judgement, ofOthers(evidence, roles));
  },
};

/** What sessions reach beside their organization, by every lock alone. */
function ofOthers(evidence: Evidence, roles: readonly Principal[]): Judgement {
  const sessions = roles.flatMap((role) =>
    evidence.forms.map(({ representative }) => sessionFor(role, representative, evidence.model)),
  );
  return tenantIsolation({ locks: 'each alone' }).judge({ ...evidence, principals: sessions });
}

function askFor(
  asking: Asking,
  { guarded, classes, keys }: Evidence,
  subject: Principal,
  group: ActionGroup,
  who: string,
): void {
  const places = withNothingKnown(regionsWithoutKeys(guarded));
  const lenses = [ALL_POLICIES, IDENTITY_ALONE, ...(subject.boundary === undefined ? [] : [BOUNDARY_ALONE])];
  const what = (name: string, resource: string): string => `${who} may ${name} on ${resource}`;
  for (const lens of lenses) {
    for (const action of classes) {
      const asked = among(action, group);
      if (asked === undefined) continue;
      asking.askEach(subject, asked, places, lens, what);
      for (const key of keys.candidates(subject, asked, lens)) {
        asking.ask(subject, asked, itself(key), lens, what);
      }
    }
  }
}

function together(one: Judgement, other: Judgement): Judgement {
  const sum = (part: keyof Judgement['coverage']): number => one.coverage[part] + other.coverage[part];
  return {
    violations: [...one.violations, ...other.violations],
    coverage: {
      subjects: one.coverage.subjects,
      principals: sum('principals'),
      statements: sum('statements'),
      questions: sum('questions'),
    },
    notes: [...new Set([...one.notes, ...other.notes])],
  };
}
