import { otherThan } from '../../../../packages/isolation-proof/src/claims/anybody';
import { absent, type Facts } from '../../../../packages/isolation-proof/src/policies/facts';
import type { DeploymentNames } from './own-names';
import { at, type DeploymentQuestion, everywhereBut, one, only, POLICIES_ONLY, unlike } from './question';
import { ATTACHING } from './setting-up';

const BOUNDARY = 'iam:permissionsboundary';
const PASSED_TO = 'iam:passedtoservice';
const POLICY = 'iam:policyarn';

/** What gives permissions to somebody of whom IAM tells which boundary he has. */
const GIVING_PERMISSIONS = [
  'iam:createuser',
  'iam:putrolepermissionsboundary',
  'iam:putrolepolicy',
  'iam:putuserpermissionsboundary',
];

/** The same, and what makes a role. */
const WITH_BOUNDARY = only('iam:createrole', ...GIVING_PERMISSIONS);

/**
 * It frees neither itself nor anybody else: its own policies are for administrators, every role that it makes has the
 * boundary that is due, gets the app's policies, and goes to the service that is meant.
 */
export function identityQuestions(names: DeploymentNames): DeploymentQuestion[] {
  const boundaries = names.bound.map(({ boundary }) => boundary);
  return [
    ...names.itsPolicies.map((text): DeploymentQuestion => ({ actions: only('iam:*'), region: at(text) })),
    ...names.bound.flatMap(({ roles, boundary }) =>
      roles.map((text): DeploymentQuestion => ({
        actions: WITH_BOUNDARY,
        region: at(text),
        facts: boundaryBut(boundary),
        lenses: POLICIES_ONLY,
      })),
    ),
    {
      actions: WITH_BOUNDARY,
      region: everywhereBut(names.enrolmentRole),
      facts: boundaryBut(...boundaries),
    },
    // This one role has no boundary, and so it gets nothing but the policy that is attached to it.
    {
      actions: only(...GIVING_PERMISSIONS),
      region: at(names.enrolmentRole),
      facts: boundaryBut(...boundaries),
    },
    { actions: only(...ATTACHING), region: at(names.anyRole, names.own['iam']) },
    {
      actions: only('iam:attachrolepolicy', 'iam:attachuserpolicy'),
      region: everywhereBut(),
      facts: [absent, unlike(...names.attachable)].map((fact) => one(POLICY, fact)),
    },
    {
      actions: only('iam:attachuserpolicy'),
      region: everywhereBut(),
      facts: [one(POLICY, unlike(names.athenaPolicy))],
      lenses: POLICIES_ONLY,
    },
    { actions: only('iam:passrole'), region: everywhereBut(...names.passed) },
    {
      actions: only('iam:passrole'),
      region: everywhereBut(),
      facts: [absent, otherThan('credentials.iot.amazonaws.com', 'scheduler.amazonaws.com')].map((fact) =>
        one(PASSED_TO, fact),
      ),
    },
    ...names.ofOperators.map((text): DeploymentQuestion => ({
      actions: only('iam:*'),
      region: at(text),
      lenses: POLICIES_ONLY,
    })),
  ];
}

function boundaryBut(...arns: readonly string[]): Facts[] {
  return [absent, unlike(...arns)].map((fact) => one(BOUNDARY, fact));
}
