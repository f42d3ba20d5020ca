import { PlatformError } from '../../config/errors';

/** The files of a release could not be made. */
export class ReleaseError extends PlatformError {
  readonly code = 'RELEASE';

  constructor(message: string) {
    super(message);
    this.name = 'ReleaseError';
  }
}
