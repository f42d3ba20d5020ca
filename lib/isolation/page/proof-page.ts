import { UndecidedError, type Unknown } from '../errors';
import type { Evidence } from '../evidence';
import type { Verification } from '../verify';
import { claimsSection } from './claims-section';
import { contractSection } from './contract-section';
import { counterexamplesSection } from './counterexamples-section';
import { documentOf } from './document';
import { type Html, html } from './html';
import { matricesOf } from './matrix';
import { matrixSection } from './matrix-section';
import { pageScript } from './script';
import { TemplateWords } from './template-words';
import { verdictBanner, verdictSection } from './verdict-section';
import { Wording } from './wording';

/**
 * One page with all that was judged: verdict, counterexamples, claims, contract, and who can do what.
 * @param judgedAt for people
 * @param progress told how many matrices are worked out
 */
export function proofPage(
  evidence: Evidence,
  verification: Verification,
  judgedAt: Date,
  progress?: (done: number, of: number) => void,
): string {
  const { model } = evidence;
  const wording = new Wording(undefined, new TemplateWords(model));
  return documentOf({
    title: `${TITLES[verification.verdict]}: isolation of organizations`,
    body: [
      main([
        verdictSection(verification, model, judgedAt),
        missingSection(verification.proof.undecided),
        counterexamplesSection(verification, wording),
        claimsSection(verification.proof),
        contractSection(verification.contract),
        matrixSection(matricesOf(evidence, progress)),
      ]),
    ],
    script: pageScript(),
  });
}

/**
 * The page of an assembly that could not be judged. It is written so that no page of an earlier run stays in
 * its place and says that all is well.
 */
export function undecidedPage(error: unknown, judgedAt: Date): string {
  const unknowns = error instanceof UndecidedError ? error.unknowns : [unexpected(error)];
  return documentOf({
    title: 'Undecided: isolation of organizations',
    body: [
      main([
        verdictBanner('undecided', html`<p class="sentence">${judgedAt.toISOString()}</p>`),
        html`<section aria-labelledby="unknowns">
          <h2 id="unknowns">What is not supported</h2>
          <p class="lead">An unknown is never a pass.</p>
          ${list(unknowns)}
        </section>`,
      ]),
    ],
  });
}

const TITLES = { proved: 'Proved', violated: 'Violated', undecided: 'Undecided' } as const;

/** What the templates would have to hold for isolation to be proved of them. */
function missingSection(undecided: readonly Unknown[]): Html | undefined {
  if (undecided.length === 0) return undefined;
  return html`<section aria-labelledby="missing">
    <h2 id="missing">What is missing</h2>
    <p class="lead">An empty question is never a pass.</p>
    ${list(undecided)}
  </section>`;
}

function list(unknowns: readonly Unknown[]): Html {
  return html`<dl class="facts">
    ${unknowns.map(
      ({ place, reason }) =>
        html`<dt>${place}</dt>
          <dd>${reason}</dd>`,
    )}
  </dl>`;
}

function main(sections: readonly (Html | undefined)[]): Html {
  return html`<main>${sections}</main>`;
}

function unexpected(error: unknown): Unknown {
  return { place: 'the prover', reason: error instanceof Error ? error.message : String(error) };
}
