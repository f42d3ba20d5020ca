import type { CapabilityId } from './capabilities';
import type { Scope } from '../matrix/scope';
import type { AccessPath } from './access-paths';

/** Resources of one kind, as seen from a principal: its organization's own, those of others, or shared ones. */
export interface MatrixRow {
  readonly scope: Scope;
  readonly title: string;
  /** Patterns of the resources, for people. */
  readonly resources: readonly string[];
  /** One sentence about what else it takes. */
  readonly note?: string;
  /** What somebody is meant to be able to do here; `anything` where other claims say what. */
  readonly meant: 'anything' | readonly CapabilityId[];
  readonly paths: readonly AccessPath[];
}
