import { PlatformError } from '../../config/errors';

/** A template has something that the read-back would have to leave unread. */
export class UnreadableTemplateError extends PlatformError {
  readonly code = 'UNREADABLE_TEMPLATE';

  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'UnreadableTemplateError';
  }
}
