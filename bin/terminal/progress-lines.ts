const FIRST_PROGRESS = 2_000;
const NEXT_PROGRESS = 5_000;

/**
 * Runs something and says on standard error that it is still at work, after two seconds and every five from then on.
 * @param what is being done, for example `reading the hubs`
 */
export async function withProgressLines<Result>(
  what: string,
  action: (tell: (line: string) => void) => Promise<Result>,
): Promise<Result> {
  const started = performance.now();
  const tell = (line: string): void => {
    console.error(`... ${line} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
  };
  let timer = setTimeout(function again() {
    tell(what);
    timer = setTimeout(again, NEXT_PROGRESS);
  }, FIRST_PROGRESS);
  try {
    return await action(tell);
  } finally {
    clearTimeout(timer);
  }
}
