import { rmSync } from 'node:fs';

/** Removes what the setup made. */
export default function removeTemporaryFolder(): void {
  const folder = process.env['TESTS_TEMPORARY_FOLDER'];
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
}
