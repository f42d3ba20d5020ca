import { readForms } from '../forms/forms';
import { readTenantModel } from '../specification/read-tenant-model';
import type { Specification } from '../specification/specification';
import { UndecidedError } from '../templates/errors';
import { NotUnderstoodError } from '../templates/resolved';
import type { StackTemplate } from '../templates/template';
import { type Evidence, evidenceOf } from './evidence';

/**
 * Reads the evidence out of the stacks of an assembly, and lets it be examined.
 * @throws UndecidedError if anything in the templates is not understood
 */
export function examine<T>(
  stacks: readonly StackTemplate[],
  specification: Specification,
  examination: (evidence: Evidence) => T,
): T {
  try {
    const known = readTenantModel(stacks, specification);
    return examination(evidenceOf(known.model, known.tenancy, readForms(known, specification)));
  } catch (error) {
    if (!(error instanceof NotUnderstoodError)) throw error;
    throw new UndecidedError([{ place: 'the templates', reason: error.message }]);
  }
}
