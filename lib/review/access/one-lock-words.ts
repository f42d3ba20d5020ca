import {
  BOUNDARY_ALONE,
  IDENTITY_ALONE,
  RESOURCE_POLICIES_ALONE,
} from '../../../packages/isolation-proof/src/access/lens';
import type { AccessDifference } from '../../../packages/isolation-proof/src/difference/access-difference';
import { enumerated, textOf } from './phrase';

const LOCKS: Readonly<Record<string, { readonly name: string; readonly isSeveral: boolean }>> = {
  [IDENTITY_ALONE.name]: { name: 'identity policies', isSeveral: true },
  [BOUNDARY_ALONE.name]: { name: 'the permissions boundary', isSeveral: false },
  [RESOURCE_POLICIES_ALONE.name]: { name: 'resource policies', isSeveral: true },
};

/**
 * The end of a sentence about what one lock alone allows: which one, and what refuses it all the same.
 * @param lens name of the lock that allows it
 * @param refusing names of the locks that refuse it; none where it is not known which
 */
export function oneLockWords(
  change: AccessDifference['change'],
  lens: string,
  refusing: readonly string[],
): string {
  const { name, isSeveral } = lockOf(lens);
  const others = refusing.map(lockOf);
  const subject =
    others.length === 0 ? 'another lock' : textOf(enumerated(others.map((other) => [other.name])));
  const denies = others.length > 1 || others[0]?.isSeveral === true ? 'deny' : 'denies';
  return change === 'gained'
    ? `, but not in force: only ${name} ${isSeveral ? 'allow' : 'allows'} it, ${subject} still ${denies} it`
    : `, but it was not in force: only ${name} allowed it, ${subject} denied it`;
}

function lockOf(lens: string): { readonly name: string; readonly isSeveral: boolean } {
  return LOCKS[lens] ?? { name: lens, isSeveral: false };
}
