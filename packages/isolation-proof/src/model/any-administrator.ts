import { callerFacts } from './caller-facts';
import { known } from '../policies/facts';
import type { StackTemplate } from '../templates/template';
import type { Subject } from './principal';

/** The strongest platform principal there can be: only the policies of resources hold it back. */
export function anyAdministrator(stack: StackTemplate): Subject {
  const arn = `arn:${stack.partition}:iam::${stack.account}:role/any-administrator`;
  const everything = { texts: ['*'], negated: false };
  const source = {
    stack,
    logicalId: 'AdministratorAccess',
    type: 'AWS::IAM::ManagedPolicy',
    properties: {},
    path: 'policies of an account administrator',
  };
  return {
    arn,
    identity: [
      {
        effect: 'Allow',
        actions: everything,
        resources: everything,
        conditions: [],
        name: 'Everything',
        source,
      },
    ],
    boundary: undefined,
    facts: new Map([['aws:principalarn', known(arn)], ...callerFacts(stack.account)]),
  };
}
