import type { Statement } from '../statement';

/** What every policy of a suspended organization's roles says; policies bind sessions already issued, too. */
export const DENY_WHILE_SUSPENDED: Statement = {
  Sid: 'DenyEverythingWhileSuspended',
  Effect: 'Deny',
  Action: '*',
  Resource: '*',
  wildcardReason: 'Suspension spares nothing.',
};
