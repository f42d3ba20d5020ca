import { createInterface } from 'node:readline/promises';
import { ConfigurationError, PlatformError } from '../../config/errors';

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
 */
export async function confirm(what: string, name: string, yes: boolean | undefined): Promise<void> {
  if (yes === true) return;
  if (!process.stdin.isTTY) {
    throw new ConfigurationError([
      { place: '--yes', fix: 'is needed where nobody can be asked (standard input is not a terminal)' },
    ]);
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    // Ctrl-C and Ctrl-D are answers, too.
    const answer = await terminal.question(`${what}\nType ${name} to go on: `).catch(() => '');
    if (answer.trim() !== name) throw new NotConfirmedError();
  } finally {
    terminal.close();
  }
}
