import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Gives a run of the tests a temporary folder of its own: CDK apps without an output folder each leave one behind.
 * Workers inherit the variable, which `os.tmpdir` reads.
 */
export default function makeTemporaryFolder(): void {
  const folder = mkdtempSync(join(tmpdir(), 'tests-'));
  process.env['TMPDIR'] = folder;
  // What is removed at the end is what was made here, never a folder of whoever runs the tests.
  process.env['TESTS_TEMPORARY_FOLDER'] = folder;
}
