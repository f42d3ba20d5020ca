import { PlatformError } from '../../config/errors';

/** The acceptance cannot be run, or a hub does not do what it has to. */
export class AcceptanceError extends PlatformError {
  readonly code = 'ACCEPTANCE';

  /** @param said what a program said, a line each */
  constructor(message: string, said: readonly string[] = []) {
    super([message, ...said].join('\n  '));
    this.name = 'AcceptanceError';
  }
}
