import { tellingInterruption } from '../../config/interruption';

const FIRST_PROGRESS = 2_000;
const NEXT_PROGRESS = 5_000;

/** How things stand after what only reads was stopped. */
export const NOTHING_CHANGED = 'nothing was changed';

/** What is being done, for example `reading the hubs`, and how things stand if it is stopped. */
export interface Doing {
  readonly what: string;
  readonly whenStopped: string;
}

/**
 * Runs something and says on standard error that it is still at work, after two seconds and every five from then on; and
 * what was stopped, if the program is.
 * @param doing a text is what only reads
 */
export async function withProgressLines<Result>(
  doing: string | Doing,
  action: (tell: (line: string) => void) => Promise<Result>,
): Promise<Result> {
  const { what, whenStopped } =
    typeof doing === 'string' ? { what: doing, whenStopped: NOTHING_CHANGED } : doing;
  const started = performance.now();
  const tell = (line: string): void => {
    console.error(`... ${line} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
  };
  let timer = setTimeout(function again() {
    tell(what);
    timer = setTimeout(again, NEXT_PROGRESS);
  }, FIRST_PROGRESS);
  try {
    return await tellingInterruption(`${what}: ${whenStopped}`, () => action(tell));
  } finally {
    clearTimeout(timer);
  }
}
