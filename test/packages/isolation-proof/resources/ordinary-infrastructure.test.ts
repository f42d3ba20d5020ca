import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { destinationsOf } from '../../../../packages/isolation-proof/src/resources/flows';
import { policiesHeldBy } from '../../../../packages/isolation-proof/src/resources/policies-held';
import { rolesCarriedBy } from '../../../../packages/isolation-proof/src/resources/roles-carried';
import { undecidedReasons } from '../../../../packages/isolation-proof/src/resources/undecided';

import {
  readTemplate,
  type TemplateResource,
} from '../../../../packages/isolation-proof/src/templates/template';
import { ACME, ACME_EU } from '../../../fixtures/environment';
import { BAD_TWINS, FOREIGN_ACCOUNT, ORDINARY, type Piece } from '../../../fixtures/ordinary-infrastructure';
import { newApp } from '../../../fixtures/synthesize';
import { ENVIRONMENT } from './resource';

function resourcesOf(piece: Piece, whose: typeof ACME): TemplateResource[] {
  const { account, region } = ENVIRONMENT;
  const stack = new Stack(newApp(), 'stack', { env: { account, region } });
  piece(stack, whose.slug);
  const template = readTemplate('stack', Template.fromStack(stack).toJSON(), ENVIRONMENT);
  if (typeof template === 'string') throw new Error(template);
  return [...template.resources.values()];
}

describe('ordinary infrastructure is understood', () => {
  it.each(Object.entries(ORDINARY))('%s', (_what, piece) => {
    const resources = resourcesOf(piece, ACME);

    expect(resources).not.toEqual([]);
    expect(resources.flatMap(undecidedReasons)).toEqual([]);
    expect(gains(resources)).not.toMatch(/999988887777|acme-eu/);
  });
});

describe('its bad twins are understood, and who gains is found', () => {
  const FOREIGN = new RegExp(FOREIGN_ACCOUNT);
  const NEIGHBOUR = /acme-eu/;

  const GAINS: Readonly<Record<string, RegExp>> = {
    'alarm that tells a foreign topic': FOREIGN,
    'log group that is sent to a foreign destination': FOREIGN,
    'topic that a foreign queue subscribes to': FOREIGN,
    'queue with an open policy': /"AWS":"\*"/,
    "rule that tells the neighbour's queue": NEIGHBOUR,
    'endpoint of a foreign service': /vpce-svc/,
    'parameter that a foreign account reads': FOREIGN,
    "Lambda with the neighbour's role": NEIGHBOUR,
    'trail into a foreign bucket': FOREIGN,
    "named query in the neighbour's workgroup": NEIGHBOUR,
    "Glue table in the neighbour's folder": NEIGHBOUR,
    "job with the neighbour's pipeline role": NEIGHBOUR,
    'bucket that notifies a foreign topic': FOREIGN,
  };

  it.each(Object.entries(BAD_TWINS))('%s', (what, piece) => {
    const resources = resourcesOf(piece, ACME_EU);

    expect(resources.flatMap(undecidedReasons)).toEqual([]);
    expect(gains(resources)).toMatch(GAINS[what] ?? /^no pattern$/);
  });
});

/** Whom the resources send to, let in or act for, as JSON. */
function gains(resources: readonly TemplateResource[]): string {
  return JSON.stringify(
    resources.map((resource) => [
      destinationsOf(resource).map(({ value }) => value),
      rolesCarriedBy(resource).map(({ value }) => value),
      policiesHeldBy(resource).map(({ document }) => document),
    ]),
  );
}
