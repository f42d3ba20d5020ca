import type { Contract } from '../contract/contract';
import type { StackTemplate } from '../templates/template';
import type { TenantModel } from '../tenancy/tenancy';

/** What is asked about organizations, which tells whether two of them can share an answer. */
export interface Questions {
  /** Values that the app's claims ask with, besides those of the templates. */
  readonly asksWith: readonly string[];
  /** Undefined if no request has to be allowed. */
  readonly contract: Contract | undefined;
  /**
   * Reads who may do what, and what is whose, off some of the stacks.
   * @throws UndecidedError or NotUnderstoodError if they cannot be read
   */
  readonly read: (stacks: readonly StackTemplate[]) => TenantModel;
}
