import { withEach } from '../../../packages/isolation-proof/src/access/foreign-resources';
import { BOUNDARY_ALONE } from '../../../packages/isolation-proof/src/access/lens';
import { Asking } from '../../../packages/isolation-proof/src/claims/asking';
import type { Claim } from '../../../packages/isolation-proof/src/claims/claim';
import { type ActionClass, among } from '../../../packages/isolation-proof/src/policies/action-classes';
import { type DeploymentRole, deploymentRoles } from '../deployment-role';
import { identityQuestions } from './deployment/identities';
import { keyQuestions } from './deployment/keys';
import { ownNames } from './deployment/own-names';
import { type DeploymentQuestion, EACH_LOCK, NOTHING_KNOWN } from './deployment/question';
import { resourceQuestions } from './deployment/resources';

/**
 * CloudFormation, in whose role every template of the app is deployed, sets up what is the app's by its name, and
 * nothing else: it uses no key, reads and writes no contents, leaves the trail and its own policies alone, makes no
 * role without the boundary that is due, and passes none but to the services that are meant. Its policies alone keep
 * it so, and so does its boundary. All actions are asked about, known or future: setting up is told from the rest by
 * the names of actions. What it may write into the policies that it deploys is for reviews, and for the other claims,
 * which judge them before anything is deployed.
 */
export const deployment: Claim = {
  id: 'deployment',
  title: "CloudFormation sets up what is the app's, uses none of it, and cannot free itself",
  about: 'roles of CloudFormation with policies of the environment',
  judge: ({ model, classes }) => {
    const asking = new Asking(
      "list actions that set up resources, on resources with the environment's names.",
    );
    for (const role of asking.each(deploymentRoles(model))) {
      const { principal } = role;
      if (principal.boundary === undefined) {
        asking.refute(
          `${principal.arn} has policies, and no boundary`,
          [],
          'Make the boundary of the deployment beside its policies.',
          principal.source.path,
        );
      }
      const names = ownNames(role);
      for (const question of [
        ...resourceQuestions(names),
        ...keyQuestions(names),
        ...identityQuestions(names),
      ]) {
        ask(asking, role, classes, question);
      }
    }
    return asking.judgement;
  },
};

function ask(
  asking: Asking,
  { principal }: DeploymentRole,
  classes: readonly ActionClass[],
  { actions, region, facts = NOTHING_KNOWN, lenses = EACH_LOCK }: DeploymentQuestion,
): void {
  const what = (name: string, resource: string): string => `CloudFormation may ${name} on ${resource}`;
  const asked = classes.flatMap((action) => among(action, actions) ?? []);
  const places = withEach(region, facts);
  for (const lens of lenses) {
    if (lens === BOUNDARY_ALONE && principal.boundary === undefined) continue;
    for (const action of asked) {
      asking.askEach(principal, action, places, lens, what);
    }
  }
}
