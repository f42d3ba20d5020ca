import type { Questions } from '../forms/questions';
import { readTenantModel } from './read-tenant-model';
import type { Specification } from './specification';

/** What an app's specification asks about its tenants. */
export function questionsOf(specification: Specification): Questions {
  const { claims, contract } = specification;
  return {
    asksWith: claims.flatMap(({ asksWith }) => asksWith ?? []),
    contract,
    read: (stacks) => readTenantModel(stacks, specification),
  };
}
