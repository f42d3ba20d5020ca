import { existsSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { IsolationProofError } from '../templates/errors';
import { readAssemblyStacks } from '../assembly/assembly';
import { examine } from '../judge/examine';
import type { Specification } from '../specification/specification';
import { type Provenance, readProvenance } from '../provenance/provenance';
import { type Verification, verifyEvidence } from '../judge/verify';
import type { OutputFiles } from './output-files';
import { matricesOf } from './matrix';
import { matrixCsv, UNDECIDED_CSV } from './matrix-csv';
import { proofPage, undecidedPage } from './proof-page';

/** A file cannot be written to where it was asked for. */
export class OutputNotWrittenError extends IsolationProofError {
  readonly code = 'OUTPUT_NOT_WRITTEN';

  constructor(option: keyof OutputFiles, file: string, reason: string) {
    super(`--${option} "${file}" cannot be written: ${reason}`);
    this.name = 'OutputNotWrittenError';
  }
}

/** Milliseconds between two lines of progress. */
const PROGRESS_INTERVAL = 2000;

/**
 * Verifies an assembly and writes the files about it. If it cannot be judged, files that say so are written, so
 * that none of an earlier run stays in its place and says that all is well.
 * @param directory folder of the assembly
 * @param specification what the app says of itself
 * @param tell told about progress, and where the files are
 * @throws OutputNotWrittenError if a file cannot be written
 * @throws UndecidedError if anything in the templates is not understood: then nothing is proved
 */
export function verifyAndWrite(
  directory: string,
  specification: Specification,
  files: OutputFiles,
  tell: (line: string) => void,
): Verification {
  const started = performance.now();
  const judgedAt = new Date();
  let provenance: Provenance | undefined;
  try {
    const stacks = readAssemblyStacks(directory, specification.unpinned);
    const known = readProvenance(directory, stacks, specification.page?.environmentTag);
    provenance = known;
    const judged = stacks.map(({ stack }) => stack);
    return examine(
      judged,
      specification,
      (evidence) => {
        const { model } = evidence;
        const verification = verifyEvidence(evidence, specification, started);
        const matrices = matricesOf(evidence, specification.page, known.organizations, progressOf(tell));
        write(files, tell, {
          html: () => [
            proofPage({ model, verification, matrices, provenance: known, judgedAt, specification }),
          ],
          csv: () => matrixCsv(matrices),
        });
        return verification;
      },
      { everyOrganization: true },
    );
  } catch (error) {
    if (!(error instanceof OutputNotWrittenError)) {
      write(files, () => undefined, {
        html: () => [undecidedPage(error, judgedAt, provenance)],
        csv: () => [UNDECIDED_CSV],
      });
    }
    throw error;
  }
}

function progressOf(tell: (line: string) => void): (done: number, of: number) => void {
  let told = performance.now();
  return (done, of) => {
    if (done === 0 || performance.now() - told < PROGRESS_INTERVAL) return;
    told = performance.now();
    tell(`matrix: form ${done + 1} of ${of}`);
  };
}

const NAMES: Readonly<Record<keyof OutputFiles, string>> = { html: 'page', csv: 'matrix' };

function write(
  files: OutputFiles,
  tell: (line: string) => void,
  contents: Readonly<Record<keyof OutputFiles, () => Iterable<string>>>,
): void {
  for (const option of ['html', 'csv'] as const) {
    const file = files[option];
    if (file === undefined) continue;
    const content = [...contents[option]()].join('');
    try {
      writeFileSync(file, content);
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      throw new OutputNotWrittenError(option, file, REASONS[code ?? '']?.(file) ?? message);
    }
    tell(`${NAMES[option]}: ${file} (${Math.ceil(Buffer.byteLength(content) / 1000)} KB)`);
  }
}

const REASONS: Readonly<Record<string, (file: string) => string>> = {
  ENOENT: (file) =>
    existsSync(dirname(file))
      ? `nothing can be made in the folder "${dirname(file)}"; choose another place`
      : `the folder "${dirname(file)}" does not exist; make it first`,
  ENOTDIR: (file) => `"${dirname(file)}" is not a folder`,
  EISDIR: () => 'it is a folder; name a file in it',
  EACCES: () => 'permission denied; choose another place',
  EROFS: () => 'the file system is read-only; choose another place',
  ENOSPC: () => 'no space left on the device',
};
