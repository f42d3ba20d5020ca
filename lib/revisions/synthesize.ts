import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from './run-program';
import { withoutCredentials } from './without-credentials';

/** What a synth came to. An assembly can be there although it failed: the guards judge what was written. */
export interface Synthesis {
  /** Folder of the assembly; left out if none was written. */
  readonly assembly?: string;
  /** The last lines of a synth that failed. */
  readonly failure?: string;
}

/** Synthesizes an environment of a checkout, with the checkout's own CDK and without credentials. */
export async function synthesizeEnvironment(
  checkout: string,
  environment: string,
  output: string,
  signal?: AbortSignal,
): Promise<Synthesis> {
  const cli = join(checkout, 'node_modules', 'aws-cdk', 'bin', 'cdk');
  const { succeeded, lastLines } = await runProgram(
    process.execPath,
    [cli, 'synth', '--quiet', '--no-notices', '-c', `environment=${environment}`, '-o', output],
    { cwd: checkout, env: withoutCredentials(process.env), signal },
  );
  return {
    ...(existsSync(join(output, 'manifest.json')) ? { assembly: output } : {}),
    ...(succeeded ? {} : { failure: lastLines.join('\n') }),
  };
}
