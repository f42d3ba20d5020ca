import { PlatformError } from '../../../../config/errors';

/** Why a hub is not set up. */
export type SetupErrorCode =
  | 'HUB_SETUP_TAKEN'
  | 'HUB_SETUP_UNWRITABLE'
  | 'HUB_SETUP_REFUSED'
  | 'HUB_SETUP_UNANSWERED'
  | 'HUB_SETUP_CLAIM_REFUSED';

/** The hub is not set up. The message says what to do; what was done before stays, and is not done twice. */
export class SetupError extends PlatformError {
  constructor(
    readonly code: SetupErrorCode,
    message: string,
  ) {
    super(message);
    this.name = 'SetupError';
  }
}
