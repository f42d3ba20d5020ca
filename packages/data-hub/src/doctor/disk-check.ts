import { dirname, resolve } from 'node:path';
import { LEAST_DISK_FREE } from '../state/disk-space';
import { type CheckResult, fail, ok } from './check';

/**
 * Whether the disk with the hub's folder has room. Sends nothing.
 * @param diskFree tells the share of a folder's disk that is free, in per cent.
 */
export async function checkDisk(
  configFile: string,
  diskFree: (folder: string) => Promise<number>,
): Promise<CheckResult> {
  const folder = dirname(resolve(configFile));
  let free: number;
  try {
    free = await diskFree(folder);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
    return fail('disk', `the disk of ${folder} cannot be looked at (${reason})`, 'check the disk');
  }
  const saw = `${free} % of the disk of ${folder} is free`;
  return free < LEAST_DISK_FREE
    ? fail('disk', saw, 'make room: without it, credentials, certificates and tokens cannot be stored')
    : ok('disk', saw);
}
