import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Which program this is. */
export interface HubVersion {
  /** For example `0.2.0`. */
  readonly version: string;
  /** Commit that it was built from, for example `abcdef1`; `-dirty` follows if files differed from it. Undefined outside of a build. */
  readonly commit: string | undefined;
}

/** What the build writes in the place of this name; nowhere else does it exist. */
declare const DATA_HUB_BUILD: { readonly version: string; readonly commit?: string } | undefined;

/** Version and commit, as the build wrote them; from sources, the version that `package.json` has. */
export function hubVersion(): HubVersion {
  if (typeof DATA_HUB_BUILD !== 'undefined') {
    return { version: DATA_HUB_BUILD.version, commit: DATA_HUB_BUILD.commit };
  }
  const { version } = JSON.parse(readFileSync(join(__dirname, '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  return { version, commit: undefined };
}

/** As `--version` prints it: `0.2.0 (commit abcdef1)`, or `0.2.0`. */
export function versionText({ version, commit }: HubVersion = hubVersion()): string {
  return commit === undefined ? version : `${version} (commit ${commit})`;
}
