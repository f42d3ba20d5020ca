import { contractForPrograms, contractText } from './contract-report';
import { requestLines, sourceLines } from './counterexample-lines';
import type { Violation } from './claims/claim';
import type { ClaimVerdict, Proof } from './prove';
import type { Verification } from './verify';

/** The verdict as text: a line for each claim and one for the contract, and below each every counterexample. */
export function verificationText({ verdict, proof, contract }: Verification): string {
  return [proofText(proof), contractText(contract), '', summary(verdict, proof)].join('\n');
}

/** A line for each claim, and below it every counterexample as a request. */
export function proofText({ claims }: Proof): string {
  return claims.flatMap(claimLines).join('\n');
}

function summary(
  verdict: Verification['verdict'],
  { organizations, forms, principals, actionClasses, milliseconds }: Proof,
): string {
  const judged = forms < organizations ? ` (${forms} judged for all: the others say the same)` : '';
  return (
    `${verdict === 'proved' ? 'Proved' : 'VIOLATED'}: ${organizations} organizations${judged}, ` +
    `${principals} principals, all actions in ${actionClasses} classes, all resources (${seconds(milliseconds)})`
  );
}

function claimLines({ title, verdict, violations, coverage, milliseconds }: ClaimVerdict): string[] {
  const { principals, statements, questions } = coverage;
  return [
    `${verdict === 'proved' ? 'proved  ' : 'VIOLATED'}  ${title} ` +
      `(${principals} principals, ${statements} statements, ${questions} questions, ${seconds(milliseconds)})`,
    ...violations.flatMap(violationLines),
  ];
}

/** A violation as text: what could happen, the request, and the statements that allow it. */
export function violationText(violation: Violation): string {
  return violationLines(violation).join('\n');
}

function violationLines({ what, request, statements, path, remedy, alike }: Violation): string[] {
  return [
    `    ${what}${alike === undefined ? '' : ` (and likewise for ${alike} more)`}`,
    ...(request === undefined ? [] : [...requestLines(request), `      judged on  ${request.lens}`]),
    ...sourceLines(statements, path),
    `      to close   ${remedy}`,
  ];
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}

/** The verdict for programs. Statements are named by Sid and construct path. */
export function verificationJson({ verdict, proof, contract }: Verification): string {
  const claims = proof.claims.map((claim) => ({
    ...claim,
    violations: claim.violations.map(({ what, request, statements, path, remedy, alike }) => ({
      what,
      ...(request === undefined ? {} : { request: { ...request, allowedBy: undefined } }),
      ...(path === undefined ? {} : { path }),
      statements: statements.map(({ name, source }) => ({
        sid: name,
        path: source.path,
        stack: source.stack.name,
      })),
      remedy,
      ...(alike === undefined ? {} : { alike }),
    })),
  }));
  return JSON.stringify({ ...proof, verdict, claims, contract: contractForPrograms(contract) }, null, 2);
}
