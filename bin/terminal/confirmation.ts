import { createInterface } from 'node:readline/promises';
import { ConfigurationError, PlatformError } from '../../config/errors';
import { InterruptedError } from '../../config/interruption';

/** Somebody was asked to confirm, and did not. */
class NotConfirmedError extends PlatformError {
  readonly code = 'NOT_CONFIRMED';

  constructor() {
    super('not confirmed: nothing was done');
    this.name = 'NotConfirmedError';
  }
}

/**
 * Has the person at the terminal type a name.
 * @throws ConfigurationError if there is no terminal.
 * @throws PlatformError if something else was typed.
 * @throws InterruptedError on Ctrl-C.
 */
export async function confirm(what: string, name: string, yes: boolean | undefined): Promise<void> {
  if (yes === true) return;
  if (!process.stdin.isTTY) {
    throw new ConfigurationError([
      { place: '--yes', fix: 'is needed where nobody can be asked (standard input is not a terminal)' },
    ]);
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const interruption = new AbortController();
  terminal.once('SIGINT', () => {
    interruption.abort();
  });
  try {
    // Ctrl-D is an answer, too.
    const question = `${what}\nType ${name} to go on: `;
    const answer = await terminal.question(question, interruption).catch(() => '');
    if (interruption.signal.aborted) throw new InterruptedError('stopped: nothing was done');
    if (answer.trim() !== name) throw new NotConfirmedError();
  } finally {
    terminal.close();
  }
}
