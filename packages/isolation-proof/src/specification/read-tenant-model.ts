import { withFutureUsers } from '../model/future-users';
import { readModel } from '../model/model';
import type { StackTemplate } from '../templates/template';
import type { TenantModel } from '../tenancy/tenancy';
import type { Specification } from './specification';

/**
 * Reads off the templates who may do what, and what is whose.
 * @throws UndecidedError with every place that is not understood
 * @throws NotUnderstoodError if what is whose is not understood
 */
export function readTenantModel(
  stacks: readonly StackTemplate[],
  {
    tenants: tags,
    tenancyOf,
    declare = {},
    accounts = 'undecided',
    awsManagedPolicies = {},
    principalsElsewhere = () => [],
  }: Pick<
    Specification,
    'accounts' | 'awsManagedPolicies' | 'declare' | 'principalsElsewhere' | 'tenancyOf' | 'tenants'
  >,
): TenantModel {
  const managedPolicies = new Map(Object.entries(awsManagedPolicies));
  const made = withFutureUsers(readModel(stacks, { tags, declare, accounts, managedPolicies }));
  const model = { ...made, principals: [...made.principals, ...principalsElsewhere(made)] };
  return { model, tenancy: tenancyOf(model) };
}
