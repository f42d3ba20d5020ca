import type { Json } from '../../packages/isolation-proof/src/templates/json';

/** A stack with its template as it was synthesized. */
export interface CapacityStack {
  readonly name: string;
  readonly template: Json;
}
