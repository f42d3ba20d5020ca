import { changedRequests, requestsOf } from './requests';
import type { ConcreteRequest } from '../decide/request';
import type { Setting } from '../../../../lib/isolation/contract/scene';
import { TABLES } from '../../../../lib/isolation/contract/table';

/** A row of the contract, as it is asked of one principal of one organization. */
export interface Operation {
  /** Id of the row. */
  readonly row: string;
  readonly sentence: string;
  /** Slug of the organization. */
  readonly organization: string;
  readonly expected: 'allowed' | 'denied';
  /** The operation is allowed if all of these are. */
  readonly requests: readonly ConcreteRequest[];
}

/** Every row of the contract for one organization, once for each principal that it is about. */
export function operationsOf(organization: string, setting: Setting): Operation[] {
  return TABLES.flatMap(({ allowed, denied }) => [
    ...Object.entries(allowed).flatMap(([row, operation]): Operation[] => {
      const expected = setting.isSuspended && operation.evenSuspended !== true ? 'denied' : 'allowed';
      return setting.cast.requesters[operation.by].map((requester) => ({
        row,
        sentence: operation.sentence,
        organization,
        expected,
        requests: requestsOf(operation, requester, setting.scene),
      }));
    }),
    ...Object.entries(denied).flatMap(([row, denial]): Operation[] =>
      changedRequests(denial, allowed, setting).map((request) => ({
        row,
        sentence: denial.sentence,
        organization,
        expected: 'denied',
        requests: [request],
      })),
    ),
  ]);
}
