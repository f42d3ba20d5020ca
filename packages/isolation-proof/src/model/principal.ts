import type { Facts } from '../policies/facts';
import type { Statement } from '../policies/statement';
import type { TemplateResource } from '../templates/template';

/** Who can make requests: a role, a user, or the holder of an IoT certificate. */
export interface Principal {
  readonly arn: string;
  readonly kind: 'role' | 'user' | 'certificate';
  /** Slug of the tenant that it belongs to; undefined for a platform principal. */
  readonly owner: string | undefined;
  readonly identity: readonly Statement[];
  /** Undefined if it has no permissions boundary. */
  readonly boundary: readonly Statement[] | undefined;
  /** Facts of every request it makes: its ARN, account and tags. */
  readonly facts: Facts;
  /** Who may become it; empty for users and certificates. */
  readonly trust: readonly Statement[];
  readonly source: TemplateResource;
}

/** Who asks: of a principal, what decides. */
export type Subject = Pick<Principal, 'arn' | 'identity' | 'boundary' | 'facts'>;
