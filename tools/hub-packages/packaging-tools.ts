import { dirname, join } from 'node:path';
import { findPython } from '../local/python';
import { ensureVirtualEnvironment } from '../local/virtual-environment';

/** Programs that packages are made and checked with, at the versions in `requirements.txt` beside this file. */
export interface PackagingTools {
  readonly nfpm: string;
  readonly hadolint: string;
}

/**
 * Installs the tools on the first call; afterwards it takes no time.
 * @throws PythonError without a Python that can install them, InstallError if that fails.
 */
export async function packagingTools(
  repository: string,
  progress: (line: string) => void,
): Promise<PackagingTools> {
  const python = await ensureVirtualEnvironment({
    repository,
    python: await findPython(process.env),
    packages: 'packaging',
    progress,
  });
  const folder = dirname(python);
  return { nfpm: join(folder, 'nfpm'), hadolint: join(folder, 'hadolint') };
}
