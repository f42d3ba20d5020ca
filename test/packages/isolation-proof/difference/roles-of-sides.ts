import type { othersOf } from '../../../../packages/isolation-proof/src/difference/actors';
import type { Principal } from '../../../../packages/isolation-proof/src/model/principal';
import { ACCOUNT, resourceOf, stackOf } from '../fixtures/stack-of';
import { principal } from '../fixtures/statements-and-requests';

export type Sides = Parameters<typeof othersOf>;

const STACK = stackOf({});
const SOURCE = resourceOf('AWS::IAM::Role');

export function arnOf(role: string): string {
  return `arn:aws:iam::${ACCOUNT}:role/${role}`;
}

/** A role that a construct at this path makes. */
export function at(name: string, path: string, more: Partial<Principal> = {}): Principal {
  return { ...principal('role', arnOf(name), []), source: { ...SOURCE, path }, ...more };
}

export function modelOf(...principals: Principal[]): Sides[0] {
  return { stacks: [STACK], principals };
}
