import { Asking } from '../../../packages/isolation-proof/src/claims/asking';
import type { Claim } from '../../../packages/isolation-proof/src/claims/claim';
import { BOUNDARY_ALONE } from '../../../packages/isolation-proof/src/access/lens';
import { type ActionClass, among } from '../../../packages/isolation-proof/src/policies/action-classes';
import { deploymentRoles } from '../deployment-role';
import { deploymentQuestions, TODAY } from './deployment-questions';

/**
 * CloudFormation, in whose role every template of the app is deployed, sets up what is the app's by its name, and
 * nothing else: it uses no key, reads and writes no contents, leaves the trail and its own policies alone, makes no
 * role without the boundary that is due, and passes none but to the services that are meant. Its policies alone keep
 * it so, and so does its boundary. What it may write into the policies that it deploys is for reviews, and for the
 * other claims, which judge them before anything is deployed.
 */
export const deployment: Claim = {
  id: 'deployment',
  title: "CloudFormation sets up what is the app's, uses none of it, and cannot free itself",
  about: 'roles of CloudFormation with policies of the environment',
  judge: ({ model, classes }) => {
    const asking = new Asking(
      "list actions that set up resources, on resources with the environment's names.",
    );
    const roles = deploymentRoles(model);
    // Once, and not for each question: most of them are about few of these.
    const ofToday = roles.length === 0 ? [] : namedOneByOne(classes);
    for (const role of asking.each(roles)) {
      const { principal } = role;
      if (principal.boundary === undefined) {
        asking.refute(
          `${principal.arn} has policies, and no boundary`,
          [],
          'Make the boundary of the deployment beside its policies.',
          principal.source.path,
        );
      }
      const what = (name: string, resource: string): string => `CloudFormation may ${name} on ${resource}`;
      for (const { actions, region, facts, lenses } of deploymentQuestions(role)) {
        for (const lens of lenses) {
          if (lens === BOUNDARY_ALONE && principal.boundary === undefined) continue;
          for (const action of lens === BOUNDARY_ALONE ? ofToday : classes) {
            const asked = among(action, actions);
            if (asked === undefined) continue;
            for (const known of facts) asking.ask(principal, asked, region, lens, what, known);
          }
        }
      }
    }
    return asking.judgement;
  },
};

/** The actions that there are today, each as a class of its own. */
function namedOneByOne(classes: readonly ActionClass[]): ActionClass[] {
  return classes.flatMap((action) => TODAY.flatMap((one) => among(action, one) ?? []));
}
