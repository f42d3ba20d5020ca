import type { Claim } from '../../../../packages/isolation-proof/src/claims/claim';
import { guardedChanges } from '../../../../packages/isolation-proof/src/claims/guarded-changes';
import { guardedFromOutsiders } from '../../../../packages/isolation-proof/src/claims/guarded-resources';
import type { GuardedAccount } from '../../guarded-account';
import { changesOfGuards } from './changes-of-guards';
import { changesOfIdentities } from './changes-of-identities';
import { changesOfOperation } from './changes-of-operation';
import { changesOfRecords } from './changes-of-records';

/** Services that hold or open data, as far as resource control policies are about them. */
const SERVICES_WITH_DATA = ['ecr', 'kms', 's3', 'sqs'];

/** What is claimed of an account under guardrails: the first assumption of the other claims. */
export function guardrailClaims(account: GuardedAccount): Claim[] {
  const { policies, outsiders, rolesWithTags } = account;
  return [
    guardedChanges({
      policies: policies.principals,
      changes: [
        ...changesOfIdentities(account),
        ...changesOfGuards(account),
        ...changesOfOperation(account),
        ...changesOfRecords(account),
      ],
    }),
    guardedFromOutsiders({
      policies: policies.resources,
      services: SERVICES_WITH_DATA,
      outsiders,
      rolesWithTags,
    }),
  ];
}
