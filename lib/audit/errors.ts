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

/** The environment has no trail to ask. */
export class NoAuditError extends PlatformError {
  readonly code = 'NO_AUDIT';

  constructor(environment: string) {
    super(
      `environment ${environment} keeps no trail; set "operations": {"audit": {}} in its file, and deploy it`,
    );
    this.name = 'NoAuditError';
  }
}
