import { PlatformError } from '../../config/errors';

/** Athena did not answer a question. */
export class AuditQueryError extends PlatformError {
  readonly code = 'AUDIT_QUERY_FAILED';

  constructor(id: string, state: string, reason: string | undefined) {
    const why = reason === undefined ? '' : `: ${reason.replaceAll(/\s+/g, ' ').trim()}`;
    super(`query ${id} ended as ${state}${why}`);
    this.name = 'AuditQueryError';
  }
}
