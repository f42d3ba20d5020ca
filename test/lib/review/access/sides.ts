import { examine } from '../../../../lib/isolation/proof';
import { environment, NO_PIPELINES } from '../../../fixtures/environment';
import { synthesize, wholeOf } from '../../../fixtures/synthesize';
import { ACME, all, type Edit, inStatement, platform, SHARED } from '../../isolation/contract/platform';
import { comparison, difference } from './differences';

const SECRETS = 'arn:aws:ssm:eu-central-1:111122223333:parameter/test/acme/connectors/*';
const HUB = difference('acme').principal;

/** Both locks let hubs of acme write secrets, and no longer read several at once. Nothing changes for acme-eu. */
const EDIT: Edit = all(
  ...[ACME, SHARED].map((stack) =>
    inStatement(stack, 'ReadConnectorSecrets', (statement) => ({
      ...statement,
      Action: ['ssm:GetParameter', 'ssm:PutParameter'],
    })),
  ),
);

/** Without pipelines, whose rows and columns make matrices that take twice as long to work out. */
const TEMPLATES = JSON.stringify(synthesize(wholeOf(environment({ pipelines: NO_PIPELINES }))));

export const SIDES = {
  base: examine(platform(undefined, TEMPLATES), (evidence) => evidence),
  head: examine(platform(EDIT, TEMPLATES), (evidence) => evidence),
};

const aboutSecrets = {
  principal: HUB,
  resources: [SECRETS],
  example: {
    principal: HUB.name,
    action: 'ssm:putparameter',
    resource: `${SECRETS.slice(0, -1)}x`,
    context: { 'credentials-iot:thingname': 'x' },
  },
};

/** What the edit comes to, and what one lock alone would allow. */
export const COMPARISON = comparison([
  difference('acme', { ...aboutSecrets, actions: ['ssm:putparameter'] }),
  difference('acme', {
    ...aboutSecrets,
    lens: 'identity policies alone',
    actions: ['s3:getobject'],
    resources: difference('acme').resources,
  }),
  difference('acme', { ...aboutSecrets, change: 'lost', actions: ['ssm:getparameters'] }),
]);
