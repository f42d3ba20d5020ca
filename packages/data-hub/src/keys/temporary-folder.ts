import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder that only this user can enter, for texts that programs take as files. Nothing secret goes there. */
export interface TemporaryFolder {
  readonly path: string;
  /** Writes a file. @returns its path. */
  readonly write: (name: string, text: string) => string;
}

/** Makes a folder for as long as the work takes. */
export async function inTemporaryFolder<Result>(
  work: (folder: TemporaryFolder) => Promise<Result>,
): Promise<Result> {
  const path = mkdtempSync(join(tmpdir(), 'data-hub-'));
  const write = (name: string, text: string): string => {
    const file = join(path, name);
    writeFileSync(file, text, { mode: 0o600 });
    return file;
  };
  try {
    return await work({ path, write });
  } finally {
    rmSync(path, { recursive: true, force: true });
  }
}
