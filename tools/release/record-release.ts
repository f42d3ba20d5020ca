import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ConfigurationError } from '../../config/errors';
import { readSide } from '../../lib/review/sides/read-side';
import { RevisionError } from '../../lib/revisions/revision-error';
import type { SideStack } from '../../lib/review/sides/side-stack';
import { writeRecords } from './recorded-stacks';
import { RECORDED_ENVIRONMENT, synthesizeFixture } from './synthesize-fixture';

/** Folder with the environment's file that the next release is recorded of. Each record keeps a copy of its own. */
const NEXT = 'next';
const FIXTURE = `${RECORDED_ENVIRONMENT}.json`;

/** Folder of a release's stacks, beside the copy of its environment's file. */
export const STACKS = 'stacks';

export interface RecordOptions {
  /** Folder of all records, with the environment's file. */
  readonly records: string;
  /** For example `0.2.0`. */
  readonly version: string;
  /**
   * Assembly that the release itself made of the environment's file.
   * @default - this checkout synthesizes it
   */
  readonly app?: string;
  /** Whether a record that is there may be replaced. A release that is out never changes. */
  readonly replace: boolean;
}

/**
 * Records the templates of a release, which later releases are compared with.
 * @returns the files that were written, sorted
 * @throws ConfigurationError if the version is none, is recorded already, or `app` holds no assembly
 */
export function recordRelease({ records, version, app, replace }: RecordOptions): string[] {
  if (!/^\d+\.\d+\.\d+$/.test(version)) {
    throw new ConfigurationError([
      { place: '--release', value: version, fix: 'write a version, for example 0.2.0' },
    ]);
  }
  const folder = join(records, version);
  if (existsSync(folder) && !replace) {
    throw new ConfigurationError([
      {
        place: '--release',
        value: version,
        fix: 'is recorded already, and a release never changes; give --replace if it is not out yet',
      },
    ]);
  }
  const next = join(records, NEXT);
  const stacks = app === undefined ? synthesizeFixture(next) : stacksOf(app);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  copyFileSync(join(next, FIXTURE), join(folder, FIXTURE));
  return [join(folder, FIXTURE), ...writeRecords(join(folder, STACKS), stacks)];
}

function stacksOf(app: string): readonly SideStack[] {
  try {
    return readSide(resolve(app)).stacks;
  } catch (error) {
    if (!(error instanceof RevisionError)) throw error;
    throw new ConfigurationError([{ place: '--app', value: app, fix: error.message }]);
  }
}
