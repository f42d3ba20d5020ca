import { findAccess } from '../../../packages/isolation-proof/src/access/access';
import {
  BOUNDARY_ALONE,
  IDENTITY_ALONE,
  type Lens,
  RESOURCE_POLICIES_ALONE,
} from '../../../packages/isolation-proof/src/access/lens';
import type { Evidence } from '../../../packages/isolation-proof/src/claims/evidence';
import type { AccessDifference } from '../../../packages/isolation-proof/src/difference/access-difference';
import { literalPattern } from '../../../packages/isolation-proof/src/patterns/pattern';
import { isCovered } from '../../../packages/isolation-proof/src/patterns/witness';
import { wildcardPattern } from '../../../packages/isolation-proof/src/patterns/pattern';
import { absent, type Fact, known } from '../../../packages/isolation-proof/src/policies/facts';

const LOCKS: readonly Lens[] = [IDENTITY_ALONE, BOUNDARY_ALONE, RESOURCE_POLICIES_ALONE];

/**
 * Names of locks that certainly refuse the example of a difference, beside the one that allows it.
 * @param side what was read of the side on which one lock alone allows it
 * @returns none where it is not known which
 */
export function refusingLocks({ lens, principal, example }: AccessDifference, { model }: Evidence): string[] {
  const subject = model.principals.find(
    ({ arn, source }) =>
      arn === principal.name && (principal.path === undefined || principal.path === source.path),
  );
  if (subject === undefined) return [];
  const resource = literalPattern(example.resource);
  const guarded = model.guarded.find(({ arn, contents }) =>
    isCovered(resource, [literalPattern(arn), ...contents.map(wildcardPattern)]),
  );
  // The engine compares actions in lower case.
  const name = example.action.toLowerCase();
  const action = { example: name, sets: [{ matching: [literalPattern(name)], excluding: [] }] };
  const facts = new Map(Object.entries(example.context).flatMap(([key, value]) => factOf(key, value)));
  return LOCKS.filter((lock) => lock.name !== lens)
    .filter((lock) => lock !== BOUNDARY_ALONE || subject.boundary !== undefined)
    .filter((lock) => {
      const resources = { matching: [resource], excluding: [] };
      const question = { subject, action, resources, facts, lens: lock };
      return findAccess(guarded === undefined ? question : { ...question, guarded }) === undefined;
    })
    .map((lock) => lock.name);
}

/** Of several values at once, the engine knows nothing but that they may be any. */
function factOf(key: string, value: string | readonly string[] | null): [string, Fact][] {
  if (value === null) return [[key, absent]];
  return typeof value === 'string' ? [[key, known(value)]] : [];
}
