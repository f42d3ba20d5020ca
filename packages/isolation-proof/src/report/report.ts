import type { Contract } from '../contract/contract';
import { contractForPrograms, contractText } from './contract-report';
import { requestLines, sourceLines } from './counterexample-lines';
import type { Violation } from '../claims/claim';
import type { UndecidedError } from '../templates/errors';
import type { ClaimVerdict, Proof } from '../judge/prove';
import { NOTHING_TO_ASK, verdictColumn } from './verdict-column';
import type { Verification } from '../judge/verify';

/** The verdict as text: a line for each claim and one for the contract, and below each every counterexample. */
export function verificationText({ verdict, proof, contract, declarations }: Verification): string {
  const declared = declarations.map(({ what, because }) => `Declared: ${what}, because ${because}.`);
  return [proofText(proof), contractText(contract), '', ...declared, summary(verdict, proof)].join('\n');
}

/** A line for each claim, and below it every counterexample as a request. */
export function proofText({ claims }: Proof): string {
  return claims.flatMap(claimLines).join('\n');
}

/** The last lines: with nobody to ask about, why; a number of organizations would look like a proof. */
function summary(verdict: Verification['verdict'], proof: Proof): string {
  const { organizations, forms, principals, actionClasses, milliseconds, claims, undecided } = proof;
  const missing = undecided.map(({ place, reason }) => `Undecided: ${place}: ${reason}`);
  if (verdict === 'undecided') return [...missing, 'Isolation is not proved.'].join('\n');
  const unasked = claims.filter((claim) => claim.verdict === NOTHING_TO_ASK).length;
  const size = [
    `${organizationsText(organizations)}${representatives(forms, organizations)}`,
    `${principals} principals`,
    `all actions in ${actionClasses} classes`,
    'all resources',
    ...(unasked === 0 ? [] : [`${unasked} of ${claims.length} claims with nothing to ask`]),
  ].join(', ');
  return [
    ...missing,
    `${verdict === 'proved' ? 'Proved' : 'VIOLATED'}: ${size} (${seconds(milliseconds)})`,
  ].join('\n');
}

/** Of an app whose tenants come when it runs, the templates show none: what was judged are their sessions. */
function organizationsText(number: number): string {
  if (number === 0) return 'any organization, by its sessions';
  return `${number} ${number === 1 ? 'organization' : 'organizations'}`;
}

function representatives(forms: number, organizations: number): string {
  if (forms === organizations) return '';
  return forms === 1
    ? ' (1 representative judged; the others are identical)'
    : ` (${forms} representatives judged; the others are identical)`;
}

const LABELS = { proved: 'proved', violated: 'VIOLATED', [NOTHING_TO_ASK]: NOTHING_TO_ASK } as const;

function claimLines(claim: ClaimVerdict): string[] {
  const { title, about, verdict, violations, coverage, notes, milliseconds } = claim;
  const { principals, statements, questions } = coverage;
  const size =
    verdict === NOTHING_TO_ASK
      ? `no ${about}`
      : `${principals} principals, ${statements} statements, ${questions} questions, ${seconds(milliseconds)}`;
  return [
    `${verdictColumn(LABELS[verdict])}${title} (${size})`,
    ...notes.map((note) => `    ${note}`),
    ...violations.flatMap(violationLines),
  ];
}

/** A violation as text: what could happen, the request, and the statements that allow it. */
export function violationText(violation: Violation): string {
  return violationLines(violation).join('\n');
}

function violationLines({ what, request, statements, path, remedy, alike, more }: Violation): string[] {
  return [
    `    ${what}${alike === undefined ? '' : ` (and likewise for ${alike} more)`}`,
    ...(request === undefined ? [] : [...requestLines(request), `      judged on  ${request.lens}`]),
    ...sourceLines(statements, path),
    `      fix        ${remedy}`,
    ...(more === undefined ? [] : [`      and ${more} more like this`]),
  ];
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}

/** The verdict for programs on templates that could not be judged at all. */
export function undecidedJson({ unknowns }: UndecidedError): string {
  return JSON.stringify({ verdict: 'undecided', undecided: unknowns }, null, 2);
}

/**
 * The verdict for programs. Statements are named by Sid and construct path.
 * @param asked the contract, if its rows are to be listed
 */
export function verificationJson(
  { verdict, proof, contract, declarations }: Verification,
  asked?: Pick<Contract, 'rows'>,
): string {
  const claims = proof.claims.map((claim) => ({
    ...claim,
    violations: claim.violations.map(({ what, request, statements, path, remedy, alike, more }) => ({
      what,
      ...(request === undefined ? {} : { request: { ...request, allowedBy: undefined } }),
      // JSON leaves out what is undefined.
      path,
      statements: statements.map(({ name, source }) => ({
        sid: name,
        path: source.path,
        stack: source.stack.name,
      })),
      remedy,
      alike,
      more,
    })),
  }));
  return JSON.stringify(
    { ...proof, verdict, claims, contract: contractForPrograms(contract, asked), declarations },
    null,
    2,
  );
}
