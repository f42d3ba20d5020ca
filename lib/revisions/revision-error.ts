import { ConfigurationError, PlatformError } from '../../config/errors';

/** A revision cannot be checked out or synthesized, or its templates cannot be read. */
export class RevisionError extends PlatformError {
  readonly code = 'REVISION';

  constructor(message: string) {
    super(message);
    this.name = 'RevisionError';
  }
}

/**
 * Reads a folder that an option names.
 * @throws ConfigurationError in the place of a RevisionError, so that it is told with what else is wrong
 */
export function readNamed<Read>(option: string, folder: string, read: (folder: string) => Read): Read {
  try {
    return read(folder);
  } catch (error) {
    if (!(error instanceof RevisionError)) throw error;
    throw new ConfigurationError([{ place: option, value: folder, fix: error.message }]);
  }
}
