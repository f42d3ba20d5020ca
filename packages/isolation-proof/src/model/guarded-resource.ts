import type { Facts } from '../policies/facts';
import type { Statement } from '../policies/statement';
import type { TemplateResource } from '../templates/template';

/** A resource with a policy of its own. */
export interface GuardedResource {
  readonly kind: 'bucket' | 'key' | 'repository';
  readonly arn: string;
  readonly owner: string | undefined;
  readonly policy: readonly Statement[];
  /** Facts of every request to it: its tags. */
  readonly facts: Facts;
  readonly source: TemplateResource;
}
