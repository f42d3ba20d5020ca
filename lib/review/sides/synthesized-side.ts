import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from '../../revisions/run-program';
import { RevisionError } from '../../revisions/revision-error';
import { synthesizeEnvironment } from '../../revisions/synthesize';
import { withoutCredentials } from '../../revisions/without-credentials';
import { readVerdict, type Verdict } from '../guards/read-verdict';
import { readSide } from './read-side';
import type { ReviewSide } from './review-side';

/** A side of an environment as far as it could be made. */
export interface SynthesizedSide {
  readonly side?: ReviewSide;
  readonly failure?: string;
  readonly verdict?: Verdict;
}

export interface SynthesizedSideOptions {
  readonly checkout: string;
  /** Of the environment. */
  readonly name: string;
  /** Folder for the assembly. */
  readonly output: string;
  /** Whether the checkout's own program judges it, by the claims of its own revision. */
  readonly judgesItself: boolean;
  readonly signal?: AbortSignal | undefined;
}

/** Synthesizes and reads an environment of a checkout. Guards that fail at synth leave something to be read. */
export async function synthesizedSide(options: SynthesizedSideOptions): Promise<SynthesizedSide> {
  const { checkout, name, output, judgesItself, signal } = options;
  const { assembly, failure } = await synthesizeEnvironment(checkout, name, output, signal);
  const told = failure === undefined ? {} : { failure };
  if (assembly === undefined) return told;
  try {
    const side = readSide(assembly);
    const verdict = judgesItself ? await ownVerdict(checkout, assembly, signal) : undefined;
    return { side, ...told, ...(verdict === undefined ? {} : { verdict }) };
  } catch (error) {
    if (!(error instanceof RevisionError)) throw error;
    return { failure: [failure, error.message].filter((text) => text !== undefined).join('\n') };
  }
}

const PROVE = join('bin', 'prove.ts');

/** What the revision's own `prove` says; undefined if it cannot say it in this way. */
async function ownVerdict(
  checkout: string,
  assembly: string,
  signal: AbortSignal | undefined,
): Promise<Verdict | undefined> {
  if (!existsSync(join(checkout, PROVE))) return undefined;
  const { stdout } = await runProgram(
    process.execPath,
    ['--import', 'tsx', PROVE, '--json', '--app', assembly],
    { cwd: checkout, env: withoutCredentials(process.env), signal },
  );
  return readVerdict(stdout);
}
