import { IDENTITY_ALONE } from '../../../packages/isolation-proof/src/access/lens';
import { Asking } from '../../../packages/isolation-proof/src/claims/asking';
import type { Claim } from '../../../packages/isolation-proof/src/claims/claim';
import { EVERYTHING } from '../../../packages/isolation-proof/src/patterns/pattern';
import { type ActionGroup, among } from '../../../packages/isolation-proof/src/policies/action-classes';
import { isHub } from '../hub-folders';

/**
 * All actions, known or future, but those by which a hub asks for its certificate. That it asks for its own thing only,
 * the claim own-hub-folders says.
 */
const BESIDE_ASKING: ActionGroup = {
  patterns: ['*'],
  except: new Set(['iot:getthingshadow', 'iot:updatethingshadow']),
};

const ANYTHING = { resources: { matching: [EVERYTHING], excluding: [] } };

/**
 * Whoever holds an enrolment file asks for a certificate in a thing's shadow, and can do nothing else: its role belongs
 * to no organization, has no boundary, and is in the hands of whoever the file was sent to. Its own policies alone say so,
 * whatever a bucket or a key would deny.
 * @example a policy of the deployment's that is attached to the role of enrolments
 */
export const enrollingHubs: Claim = {
  id: 'enrolling-hubs',
  title: 'Whoever holds an enrolment file asks for a certificate, and does nothing else',
  about: 'roles of hubs that enrol, beside organizations',
  judge: ({ principals, classes, forms }) => {
    const asking = new Asking(
      'the role of enrolments has the policy of policies/data-hub/enrolment-policy.ts, and no other.',
    );
    // Where nothing says whose anything is, a role of no organization is not one of enrolments.
    const enrolling = principals.filter(
      (principal) => forms.length > 0 && principal.owner === undefined && isHub(principal),
    );
    for (const hub of asking.each(enrolling)) {
      const what = (name: string, resource: string): string =>
        `a hub that enrols may ${name} on ${resource}, which is more than to ask for its certificate`;
      for (const action of classes) {
        const other = among(action, BESIDE_ASKING);
        if (other !== undefined) asking.ask(hub, other, ANYTHING, IDENTITY_ALONE, what);
      }
    }
    return asking.judgement;
  },
};
