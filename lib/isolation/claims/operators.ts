import { BOUNDARY_ALONE, IDENTITY_ALONE, type Lens } from '../../../packages/isolation-proof/src/access/lens';
import { Asking } from '../../../packages/isolation-proof/src/claims/asking';
import type { Claim } from '../../../packages/isolation-proof/src/claims/claim';
import type { Evidence } from '../../../packages/isolation-proof/src/claims/evidence';
import type { Principal } from '../../../packages/isolation-proof/src/model/principal';
import { EVERYTHING, wildcardPattern } from '../../../packages/isolation-proof/src/patterns/pattern';
import { type ActionGroup, among } from '../../../packages/isolation-proof/src/policies/action-classes';
import { HARMLESS } from '../operators/harmless-actions';
import { type Job, OPERATOR_JOBS } from '../operators/operator-jobs';
import {
  isOperator,
  OPERATOR_USES,
  useOf,
  usesUnderOneBoundary,
  type Workplace,
  workplaceOf,
} from '../operators/operator-uses';

/**
 * Whoever runs the platform does what its role is for, and nothing else: by identity policies alone the role's own
 * jobs, by the boundary alone those of all operators under it. No job opens anything of an organization, so that no operator
 * reads objects, secrets, messages, log events or results, uses a key but to encrypt a secret and to read the trail,
 * changes permissions, or becomes somebody else. All actions are asked about, known or future.
 * @example a role for support that may `s3:GetObject` "to help customers"
 */
export const operators: Claim = {
  id: 'operators',
  title: "Operators do their role's job, and read and open nothing of an organization",
  about: 'roles that people may assume and that belong to no organization',
  judge: (evidence) => {
    const asking = new Asking('operators do what lib/isolation/operators/operator-jobs.ts lists.');
    for (const operator of asking.each(evidence.principals.filter(isOperator))) {
      asking.check();
      const use = useOf(operator);
      const place = use === undefined ? undefined : workplaceOf(operator, use);
      if (use === undefined || place === undefined) {
        asking.refute(
          `people may assume ${operator.arn}, which is for no declared use`,
          operator.trust,
          `Call it after its use (${OPERATOR_USES.join(', ')}), or declare a new use with its jobs in lib/isolation/operators.`,
          operator.source.path,
        );
        continue;
      }
      if (operator.boundary === undefined) {
        asking.refute(
          `${operator.arn} has no permissions boundary: one of two locks is gone`,
          [],
          `Make the boundary of ${use === 'auditor' ? 'auditors' : 'operators'} its PermissionsBoundary.`,
          operator.source.path,
        );
      }
      const own = OPERATOR_JOBS[use];
      const ofItsBoundary = [...new Set(usesUnderOneBoundary(use).flatMap((other) => OPERATOR_JOBS[other]))];
      ask(asking, evidence, { operator, place, lens: IDENTITY_ALONE, jobs: own });
      ask(asking, evidence, { operator, place, lens: BOUNDARY_ALONE, jobs: ofItsBoundary });
    }
    return asking.judgement;
  },
};

interface Judged {
  readonly operator: Principal;
  readonly place: Workplace;
  readonly lens: Lens;
  readonly jobs: readonly Job[];
}

function ask(asking: Asking, { classes, tenancy }: Evidence, { operator, place, lens, jobs }: Judged): void {
  const anything = { resources: { matching: [EVERYTHING], excluding: [] } };
  const beside: ActionGroup = {
    patterns: ['*'],
    except: new Set(jobs.flatMap(({ actions }) => actions)),
    exceptMatching: HARMLESS,
  };
  const what = (name: string, resource: string): string =>
    `${operator.arn} may ${name} on ${resource}, which is not its job`;
  const groups = jobs
    .filter(({ heldByBoundary }) => lens.identity || heldByBoundary === true)
    .map((job) => ({ job, group: { patterns: job.actions } }));
  for (const action of classes) {
    const other = among(action, beside);
    if (other !== undefined) asking.ask(operator, other, anything, lens, what);
    for (const { job, group } of groups) {
      const meant = among(action, group);
      if (meant === undefined) continue;
      const resources = job.resources?.(place, tenancy).map((text) => wildcardPattern(text));
      if (resources !== undefined) {
        const elsewhere = { resources: { matching: [EVERYTHING], excluding: resources } };
        asking.ask(operator, meant, elsewhere, lens, what);
      }
      for (const facts of job.otherwise?.(place, tenancy) ?? []) {
        asking.ask(operator, meant, anything, lens, what, facts);
      }
    }
  }
}
