import type { PrincipalKind } from '../contract/principal-kind';
import type { Evidence } from '../claims/evidence';
import type { TenantModel } from '../tenancy/tenancy';
import type { Documented } from './documented';
import type { MatrixRow } from '../matrix/matrix-row';

/** What the page shows of one app, besides what it shows of every app. */
export interface PageSpecification {
  /** Kinds of a tenant's principals, in the order of columns. The first that recognises a principal names it. */
  readonly kinds?: readonly PrincipalKind[];
  /**
   * Rows of resources that the page does not know by itself.
   * @param owner the tenant whose principals the matrix is about; undefined for platform principals
   */
  readonly rows?: (evidence: Evidence, owner: string | undefined) => readonly MatrixRow[];
  /** Whether a resource that all may use is in one of these rows, and so needs no other one. */
  readonly hasRow?: (resource: string) => boolean;
  /** Whether a tenant is suspended; undefined if the templates do not say it. */
  readonly isSuspended?: (known: TenantModel, tenant: string) => boolean | undefined;
  /** What the verdict rests on, in the words of the app's documentation. */
  readonly documentation?: () => ProofDocumentation;
  /** Key of the tag that names the environment. */
  readonly environmentTag?: string;
}

export interface ProofDocumentation {
  readonly assumptions: readonly Documented[];
  /** Markdown of what templates cannot tell at all. */
  readonly notProvable: string;
  /** What only a live account can show. */
  readonly unconfirmed: readonly Documented[];
  /** Where the documentation of what is unconfirmed stands, for people. */
  readonly unconfirmedPage: string;
}
