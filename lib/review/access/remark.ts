import {
  BOUNDARY_ALONE,
  IDENTITY_ALONE,
  RESOURCE_POLICIES_ALONE,
} from '../../../packages/isolation-proof/src/access/lens';
import type { AccessDifference } from '../../../packages/isolation-proof/src/difference/access-difference';
import type { Phrase } from './phrase';

const LOCKS: Readonly<Record<string, { readonly subject: string; readonly one: boolean }>> = {
  [IDENTITY_ALONE.name]: { subject: 'identity policies', one: false },
  [BOUNDARY_ALONE.name]: { subject: 'the permissions boundary', one: true },
  [RESOURCE_POLICIES_ALONE.name]: { subject: 'resource policies', one: false },
};

/** What it means that one lock alone allows something. */
export function remarkOf(change: AccessDifference['change'], lens: string): Phrase {
  const { subject, one } = LOCKS[lens] ?? { subject: lens, one: true };
  return change === 'gained'
    ? [`Not in force: only ${subject} ${one ? 'allows' : 'allow'} it, another lock still denies it.`]
    : [`Not in force before either: only ${subject} allowed it, another lock denied it all the same.`];
}
