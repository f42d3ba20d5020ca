import { PlatformError } from '../../../config/errors';
import { JUDGE_ALL_CONTEXT } from '../../../config/judge-all';

/** Stacks of one form cannot be written from it: something was changed that the form knows nothing of. */
export class FormError extends PlatformError {
  readonly code = 'FORM';

  constructor(stackName: string, place: string) {
    super(
      `${stackName} was changed after it was made: its form differs at ${place}, so that the stacks of the same form ` +
        `cannot be written from it; make the change in lib/stacks or by an aspect of the app, or synthesize with ` +
        `-c ${JUDGE_ALL_CONTEXT}=true`,
    );
    this.name = 'FormError';
  }
}
