import { PlatformError } from '../../config/errors';

/** There is no browser to take screenshots with. */
export class NoBrowserError extends PlatformError {
  readonly code = 'NO_BROWSER';

  constructor() {
    super('no browser: install Chromium (apt-get install chromium), or name one in the variable CHROMIUM');
    this.name = 'NoBrowserError';
  }
}
