import { PlatformError } from '../../../../config/errors';

/** A place in a template that the model does not understand. Unknown is never safe, so nothing is proved. */
export interface Unknown {
  /** Stack and construct path, or the file. */
  readonly place: string;
  readonly reason: string;
}

/** The templates cannot be decided, or cannot be read. Carries every place, not only the first. */
export class UndecidedError extends PlatformError {
  readonly code = 'UNDECIDED';

  constructor(readonly unknowns: readonly Unknown[]) {
    super(unknowns.map(({ place, reason }) => `${place}: ${reason}`).join('\n'));
    this.name = 'UndecidedError';
  }
}
