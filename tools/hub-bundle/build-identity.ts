import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from '../../lib/revisions/run-program';

/** What a build of the hub's program is made from. */
export interface BuildIdentity {
  /** Version in `packages/data-hub/package.json`. */
  readonly version: string;
  /** Commit of the working tree, for example `abcdef1`, or `abcdef1-dirty`. Undefined where there is no Git repository. */
  readonly commit: string | undefined;
  /**
   * Time of everything in the build, in seconds since 1970: `SOURCE_DATE_EPOCH` of the environment, else the time of
   * the commit, else 0. https://reproducible-builds.org/docs/source-date-epoch/
   */
  readonly time: number;
}

/** @param repository root of the repository */
export async function readBuildIdentity(repository: string): Promise<BuildIdentity> {
  const path = join(repository, 'packages', 'data-hub', 'package.json');
  const { version } = JSON.parse(readFileSync(path, 'utf8')) as { version: string };
  const commit = await git(repository, 'describe', '--always', '--dirty', '--abbrev=7', '--exclude=*');
  const time = process.env['SOURCE_DATE_EPOCH'] ?? (await git(repository, 'log', '-1', '--format=%ct'));
  return { version, commit, time: Number(time ?? 0) };
}

async function git(cwd: string, ...args: string[]): Promise<string | undefined> {
  const { succeeded, stdout } = await runProgram('git', args, { cwd });
  return succeeded && stdout !== '' ? stdout : undefined;
}
