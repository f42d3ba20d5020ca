import { BenchError } from './bench-error';

const LAST_LINES = 20;

/**
 * Wall time of a Node.js program from its start to its end, in milliseconds.
 * @throws BenchError with the last lines that it wrote, if it fails.
 */
export async function timeCommand(
  cwd: string,
  args: readonly string[],
  signal?: AbortSignal,
): Promise<number> {
  const { execa } = await import('execa');
  const start = performance.now();
  const { exitCode, all } = await execa(process.execPath, args, {
    cwd,
    stdin: 'ignore',
    all: true,
    reject: false,
    ...(signal === undefined ? {} : { cancelSignal: signal }),
    // No advice of the CDK command over the network, and no credentials to look for.
    env: { CI: 'true', AWS_EC2_METADATA_DISABLED: 'true' },
  });
  const milliseconds = performance.now() - start;
  if (exitCode === 0) return milliseconds;
  const said = all.trim().split('\n').slice(-LAST_LINES).join('\n');
  throw new BenchError(`${args.join(' ')} in ${cwd}: exit code ${String(exitCode)}\n${said}`);
}
