import type { Runtime } from '../credentials/runtime';
import type { AgentEvent } from './agent-log';
import { type TokenFile, TokenFileError } from './token-file';

/** How often the token's file is looked at, in milliseconds: a client that does not find it fails meanwhile. */
const INTERVAL = 5_000;

/**
 * Looks after the token's file while the agent runs: writes it again when it is gone or another one, and tells of it.
 * @returns ends it.
 */
export function watchTokenFile(
  tokenFile: TokenFile,
  runtime: Pick<Runtime, 'setTimer'>,
  log: (happened: AgentEvent) => void,
): () => void {
  let cancel: () => void = () => undefined;
  let lost: string | undefined;
  const look = (): void => {
    const problem = lookAfter(tokenFile, log);
    if (problem !== undefined && problem !== lost) log({ event: 'token-file-lost', message: problem });
    lost = problem;
    cancel = runtime.setTimer(INTERVAL, look);
  };
  cancel = runtime.setTimer(INTERVAL, look);
  return () => {
    cancel();
  };
}

/** @returns why clients do not find the token, if they do not. */
function lookAfter(tokenFile: TokenFile, log: (happened: AgentEvent) => void): string | undefined {
  try {
    const found = tokenFile.tend();
    if (found === 'taken') {
      return `${tokenFile.path} was taken over by another agent; stop one of the two, or give one another --token-file`;
    }
    if (found !== 'ok') log({ event: 'token-file-restored', found });
    return undefined;
  } catch (error) {
    if (error instanceof TokenFileError) return error.message;
    throw error;
  }
}
