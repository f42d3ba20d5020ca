import { Command } from 'commander';
import type { Verification } from '../judge/verify';
import type { OutputFiles } from '../page/output-files';
import type { Specification } from '../specification/specification';
import { IsolationProofError, UndecidedError } from '../templates/errors';

/** What the command line says, besides where the specification is from. */
export interface ProofOptions {
  /** Folder of the assembly. */
  readonly app: string;
  readonly json?: boolean;
  readonly html?: string;
  readonly csv?: string;
}

/** Exit codes of a program that proves isolation. Whatever else goes wrong is 2: 1 says that a counterexample was found. */
export const EXIT_CODES = { proved: 0, violated: 1, undecided: 2 } as const;

/** Adds the options that every program that proves isolation has. */
export function withProofOptions(command: Command): Command {
  return command
    .option('--app <folder>', 'assembly to judge, as cdk synth wrote it', 'cdk.out')
    .option('--json', 'print the verdict as JSON')
    .option('--html <file>', 'also write a page: claims, counterexamples, and who can do what')
    .option('--csv <file>', 'also write who can do what, as CSV for spreadsheets and programs')
    .allowExcessArguments(false);
}

/** What `--help` says of the exit codes of such a program. */
export const EXIT_CODES_HELP = [
  'Exit codes: 0 proved, 1 violated, 2 bad arguments, or undecided: isolation is not proved.',
  'Undecided is what uses an unsupported construct, and what holds no tenant: no resource with the tag that',
  'says whose it is. A claim that the templates hold no subject for is "nothing to ask": neither proved nor failed.',
  'The page is one file and loads nothing. If nothing could be decided, page and CSV say so.',
];

/**
 * Proves the isolation of an assembly's tenants, prints the verdict, and writes the files that are asked for. What it does
 * that with is loaded here, so that help and refusals come at once.
 * @param specificationOf what the app says of itself; read first, so that what is wrong with it is told
 * @param isOwnError whether an error's message says all that is needed
 * @returns the exit code
 */
export async function runProof(
  specificationOf: () => Specification | Promise<Specification>,
  { app, json = false, html, csv }: ProofOptions,
  isOwnError: (error: unknown) => error is Error = isProofError,
): Promise<number> {
  const { undecidedJson, verificationJson, verificationText } = await import('../report/report.js');
  try {
    const specification = await specificationOf();
    const files = { ...(html === undefined ? {} : { html }), ...(csv === undefined ? {} : { csv }) };
    const verification =
      Object.keys(files).length === 0
        ? (await import('../judge/verify.js')).verifyAssembly(app, specification)
        : await verifyAndWrite(app, specification, files);
    console.log(
      json ? verificationJson(verification, specification.contract) : verificationText(verification),
    );
    return EXIT_CODES[verification.verdict];
  } catch (error) {
    console.error(isOwnError(error) ? error.message : error);
    console.error('Nothing is proved.');
    if (json && error instanceof UndecidedError) console.log(undecidedJson(error));
    return EXIT_CODES.undecided;
  }
}

function isProofError(error: unknown): error is Error {
  return error instanceof IsolationProofError;
}

/** Loaded only if files are asked for: what draws the page takes longer to load than most proofs take. */
async function verifyAndWrite(
  app: string,
  specification: Specification,
  files: OutputFiles,
): Promise<Verification> {
  const outputs = await import('../page/write-outputs.js');
  return outputs.verifyAndWrite(app, specification, files, (line) => {
    console.error(line);
  });
}
