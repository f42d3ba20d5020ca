import type { Statement } from '../policies/statement';
import type { GuardedResource } from './guarded-resource';

/**
 * A key once somebody has made a grant on it, which no template shows: everything is allowed to everybody, so that
 * only the Denies of its policy are left to stop anybody.
 * https://docs.aws.amazon.com/kms/latest/developerguide/grants.html
 */
export function withGrant(key: GuardedResource): GuardedResource {
  const grant: Statement = {
    effect: 'Allow',
    actions: { texts: ['*'], negated: false },
    resources: { texts: ['*'], negated: false },
    principals: { negated: false, aws: ['*'], services: [], federated: [], others: [] },
    conditions: [],
    name: 'a KMS grant',
    source: key.source,
  };
  return { ...key, policy: [...key.policy, grant] };
}
