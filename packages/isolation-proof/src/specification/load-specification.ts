import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { IsolationProofError } from '../templates/errors';
import type { Specification } from './specification';

/** The file of a specification cannot be used. */
export class SpecificationError extends IsolationProofError {
  readonly code = 'SPECIFICATION';

  constructor(file: string, problem: string) {
    super(`${file}: ${problem}`);
    this.name = 'SpecificationError';
  }
}

/**
 * Loads a specification from the module that exports it by default.
 * @param file a JavaScript module; a TypeScript module where the program runs under a loader for it
 * @param imported gives the module at a URL
 * @throws SpecificationError if there is none
 */
export async function loadSpecification(
  file: string,
  imported: (url: string) => Promise<unknown> = (url) => import(url),
): Promise<Specification> {
  if (!existsSync(file)) throw new SpecificationError(file, 'does not exist; name the module with --spec');
  const exported = await defaultExportOf(file, imported);
  const problems = problemsOf(exported);
  if (problems.length > 0) throw new SpecificationError(file, problems.join('; '));
  return exported as Specification;
}

async function defaultExportOf(file: string, imported: (url: string) => Promise<unknown>): Promise<unknown> {
  try {
    const { default: exported } = (await imported(pathToFileURL(resolve(file)).href)) as {
      default?: unknown;
    };
    // A CommonJS module's own default export is one level further down.
    return isRecord(exported) && 'default' in exported ? exported['default'] : exported;
  } catch (error) {
    throw new SpecificationError(file, `cannot be loaded: ${(error as Error).message}`);
  }
}

/** What the compiler would have said, for modules that it has not seen. */
function problemsOf(exported: unknown): string[] {
  if (!isRecord(exported)) return ['exports no specification by default: export default { tenants: … }'];
  const { tenants, tenancyOf, claims } = exported;
  return [
    ...(isRecord(tenants) && typeof tenants['owner'] === 'string' && tenants['owner'] !== ''
      ? []
      : ["tenants.owner is missing: the key of the tag that says whose a resource is, such as 'tenant'"]),
    ...(typeof tenancyOf === 'function'
      ? []
      : ['tenancyOf is missing: what is whose, such as tenancyFrom({})']),
    ...(Array.isArray(claims) && claims.length > 0 && claims.every(isClaim)
      ? []
      : ['claims is missing: a list of claims, such as generalClaims()']),
  ];
}

function isClaim(claim: unknown): boolean {
  return isRecord(claim) && typeof claim['id'] === 'string' && typeof claim['judge'] === 'function';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
