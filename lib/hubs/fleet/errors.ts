import { PlatformError } from '../../../config/errors';

export type HubStateErrorCode =
  | 'THING_OF_ANOTHER_TYPE'
  | 'HUB_UNKNOWN'
  | 'HUB_ENROLLED'
  | 'HUB_NOT_ENROLLED'
  | 'HUB_BUSY'
  | 'CERTIFICATE_REVOKED'
  | 'CERTIFICATE_RETIRED'
  | 'REVOKED_MEANWHILE'
  | 'ROTATION_UNFINISHED'
  | 'NO_ROTATION'
  | 'RENEWAL_FORBIDDEN';

/** What was asked does not go with what the hub is now. The message says what to do instead. */
export class HubStateError extends PlatformError {
  constructor(
    readonly code: HubStateErrorCode,
    message: string,
  ) {
    super(message);
    this.name = 'HubStateError';
  }
}
