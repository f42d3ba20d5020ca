import {
  accessSync,
  constants,
  mkdtempSync,
  readdirSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { freemem, tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where Linux keeps files in memory. */
const IN_MEMORY = '/dev/shm';
/** Several times what a run of all tests has there at once; its processes need as much besides. */
const ROOM_BYTES = 4 * 2 ** 30;
const PREFIX = 'tests-';
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Gives a run of the tests a temporary folder of its own: CDK apps without an output folder each leave one behind.
 * Workers inherit the variable, which `os.tmpdir` reads. Tests write and remove tens of thousands of files, for which a
 * disk takes many times what memory does; whoever sets TMPDIR has them where it says.
 */
export default function makeTemporaryFolder(): void {
  const place = process.env['TMPDIR'] === undefined && isOfUse(IN_MEMORY) ? IN_MEMORY : tmpdir();
  const folder = mkdtempSync(join(place, PREFIX));
  process.env['TMPDIR'] = folder;
  // What is removed at the end is what was made here, never a folder of whoever runs the tests.
  process.env['TESTS_TEMPORARY_FOLDER'] = folder;
  if (place === IN_MEMORY) removeForgotten();
}

/** Whether there is enough room in a folder, and programs in it may run, as containers often do not allow there. */
function isOfUse(folder: string): boolean {
  let made: string | undefined;
  try {
    const { bavail, bsize } = statfsSync(folder);
    if (Math.min(bavail * bsize, freemem()) < ROOM_BYTES) return false;
    made = mkdtempSync(join(folder, PREFIX));
    const program = join(made, 'program');
    writeFileSync(program, '', { mode: 0o700 });
    accessSync(program, constants.X_OK);
    return true;
  } catch {
    return false;
  } finally {
    if (made !== undefined) rmSync(made, { recursive: true });
  }
}

/** Gives back the memory of runs that were interrupted: Jest then tears nothing down. */
function removeForgotten(): void {
  for (const name of readdirSync(IN_MEMORY).filter((other) => other.startsWith(PREFIX))) {
    const folder = join(IN_MEMORY, name);
    const entry = statSync(folder, { throwIfNoEntry: false });
    const isForgotten = entry !== undefined && Date.now() - entry.mtimeMs > DAY_MS;
    if (isForgotten && entry.uid === process.getuid?.()) rmSync(folder, { recursive: true, force: true });
  }
}
