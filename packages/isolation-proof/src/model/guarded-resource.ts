import type { Facts } from '../policies/facts';
import type { Statement } from '../policies/statement';
import type { TemplateResource } from '../templates/template';

/** A resource with a policy of its own. */
export interface GuardedResource {
  /** Keys are opened by their policy only, buckets hold objects, and the rest behaves alike. */
  readonly kind: 'bucket' | 'key' | 'repository' | 'other';
  readonly arn: string;
  /** Patterns of the ARNs of what is in it, such as a bucket's objects. */
  readonly contents: readonly string[];
  readonly owner: string | undefined;
  readonly policy: readonly Statement[];
  /** Facts of every request to it: its tags. */
  readonly facts: Facts;
  /** Where its policy stands; the resource itself, if it has none. */
  readonly source: TemplateResource;
}
