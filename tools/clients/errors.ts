import { PlatformError } from '../../config/errors';

/** The clients cannot be tried. */
export class ClientsError extends PlatformError {
  readonly code = 'CLIENTS';

  constructor(message: string) {
    super(message);
    this.name = 'ClientsError';
  }
}

/** A client cannot be installed here. One line: why. */
export class NotInstalledError extends PlatformError {
  readonly code = 'CLIENT_NOT_INSTALLED';

  constructor(message: string) {
    super(message);
    this.name = 'NotInstalledError';
  }
}
