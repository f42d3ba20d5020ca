import {
  ALL_POLICIES,
  BOUNDARY_ALONE,
  IDENTITY_ALONE,
} from '../../../packages/isolation-proof/src/access/lens';
import type { Asking } from '../../../packages/isolation-proof/src/claims/asking';
import type { Principal } from '../../../packages/isolation-proof/src/model/principal';
import {
  concatenate,
  variablePattern,
  wildcardPattern,
} from '../../../packages/isolation-proof/src/patterns/pattern';
import {
  type ActionClass,
  type ActionGroup,
  among,
} from '../../../packages/isolation-proof/src/policies/action-classes';
import type { Facts } from '../../../packages/isolation-proof/src/policies/facts';
import { THING } from '../hub-folders';

const OF_THINGS: ActionGroup = { patterns: ['iot:*'] };

/** All things and their shadows, less the shadows of the calling hub's own thing. */
const NOT_ITS_OWN = {
  resources: {
    matching: [wildcardPattern('arn:*:iot:*:*:thing/*')],
    excluding: [
      concatenate(wildcardPattern('arn:*:iot:*:*:thing/'), variablePattern(THING), wildcardPattern('/*')),
    ],
  },
};

/**
 * A hub, enrolled or enrolling, reaches the shadows of its own thing and no other's, whatever its thing is called:
 * there it tells that it lives, and asks for certificates. Identity policies and boundary hold alone.
 * https://docs.aws.amazon.com/iot/latest/developerguide/iot-action-resources.html
 * @param anyHub of which nothing is known but that it has a thing's name
 */
export function judgeOwnShadow(
  asking: Asking,
  hub: Principal,
  classes: readonly ActionClass[],
  anyHub: Facts,
): void {
  const who = hub.owner === undefined ? 'a hub that enrols' : `a hub of ${hub.owner}`;
  const what = (name: string, resource: string): string =>
    `${who} may ${name} on ${resource}, which is not of its own thing`;
  for (const lens of [
    ALL_POLICIES,
    IDENTITY_ALONE,
    ...(hub.boundary === undefined ? [] : [BOUNDARY_ALONE]),
  ]) {
    for (const action of classes) {
      const ofThings = among(action, OF_THINGS);
      if (ofThings !== undefined) asking.ask(hub, ofThings, NOT_ITS_OWN, lens, what, anyHub);
    }
  }
}
