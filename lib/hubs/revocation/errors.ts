import { PlatformError } from '../../../config/errors';

/** A revocation is not complete. What was done stays done; the same command, run again, does the rest. */
export class RevocationError extends PlatformError {
  constructor(
    readonly code: 'SESSIONS_NOT_CUT' | 'REVOCATION_INCOMPLETE',
    message: string,
  ) {
    super(message);
    this.name = 'RevocationError';
  }
}
