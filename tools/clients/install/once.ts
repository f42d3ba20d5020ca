import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Says what a folder holds, once it holds it in whole. */
const MARK = '.installed';

/**
 * Fills a folder unless it holds this very thing. What was there before, of another version or half done, is removed.
 * @param content what is installed, with its versions.
 */
export async function installOnce(
  folder: string,
  content: string,
  install: () => Promise<void>,
): Promise<void> {
  const mark = join(folder, MARK);
  if (existsSync(mark) && readFileSync(mark, 'utf8') === content) return;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await install();
  writeFileSync(mark, content);
}
