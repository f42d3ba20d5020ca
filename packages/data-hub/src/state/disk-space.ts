import { statfs } from 'node:fs/promises';

/** In per cent of the disk; with less, somebody should look at the hub. */
export const LEAST_DISK_FREE = 10;

/** Share of a folder's disk that this user may still fill, in per cent. @throws the system's error. */
export async function diskFree(folder: string): Promise<number> {
  const { bavail, blocks } = await statfs(folder);
  return blocks === 0 ? 0 : Math.min(100, Math.round((1000 * bavail) / blocks) / 10);
}
