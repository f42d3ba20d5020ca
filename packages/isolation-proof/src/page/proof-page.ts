import { byReason, UndecidedError, type Unknown } from '../templates/errors';
import type { Model } from '../model/model';
import { type Provenance, toolVersion } from '../provenance/provenance';
import type { Verification } from '../judge/verify';
import type { Specification } from '../specification/specification';
import { acknowledgedSection } from './acknowledged-section';
import { assumptionsSection } from './assumptions-section';
import { claimsSection } from './claims-section';
import { contractSection } from './contract-section';
import { counterexamplesSection } from './counterexamples-section';
import { declarationsSection } from './declarations-section';
import { documentOf } from './document';
import { type Html, html } from './html';
import { matrixSection } from './matrix-section';
import { organizationsSection } from './organizations-section';
import type { PageData } from './page-data';
import { provenanceSection } from './provenance-section';
import { pageScript } from './script';
import { TemplateWords } from './template-words';
import { environmentText, pageTitle, timeText, verdictBanner, verdictSection } from './verdict-section';
import { Wording } from './wording';

/** What a page is made of. */
export interface ProofPageParts {
  readonly model: Model;
  readonly verification: Verification;
  readonly matrices: PageData;
  readonly provenance: Provenance;
  readonly judgedAt: Date;
  /** What the page shows of this app, and which requests its contract has. */
  readonly specification: Pick<Specification, 'contract' | 'page'>;
}

/**
 * One page with all that was judged: verdict, counterexamples, claims, contract, who can do what, every
 * organization, and what the verdict rests on.
 */
export function proofPage({
  model,
  verification,
  matrices,
  provenance,
  judgedAt,
  specification: { contract, page },
}: ProofPageParts): string {
  const wording = new Wording(undefined, new TemplateWords(model));
  return documentOf({
    title: pageTitle(verification.verdict),
    body: [
      main([
        verdictSection(verification, model, provenance, judgedAt),
        missingSection(verification.proof.undecided),
        counterexamplesSection(verification, wording),
        claimsSection(verification.proof),
        declarationsSection(verification.declarations),
        contract === undefined ? undefined : contractSection(verification.contract, contract.rows),
        matrixSection(matrices),
        organizationsSection(matrices.organizations.length),
        page?.documentation === undefined ? undefined : assumptionsSection(page.documentation()),
        acknowledgedSection(model, provenance.acknowledged),
        provenanceSection(provenance),
      ]),
    ],
    script: pageScript('proof'),
  });
}

/**
 * The page of an assembly that could not be judged. It is written so that no page of an earlier run stays in
 * its place and says that all is well.
 * @param provenance absent if the assembly could not even be read
 */
export function undecidedPage(error: unknown, judgedAt: Date, provenance?: Provenance): string {
  const unknowns = error instanceof UndecidedError ? error.unknowns : [unexpected(error)];
  const facts: (readonly [string, string])[] = [
    ...(provenance === undefined ? [] : [['Environment', environmentText(provenance)] as const]),
    ['Judged', timeText(judgedAt)],
    ['Tool', toolVersion()],
  ];
  return documentOf({
    title: pageTitle('undecided'),
    body: [
      main([
        verdictBanner('undecided', facts),
        html`<section aria-labelledby="unknowns">
          <h2 id="unknowns">What is not supported</h2>
          <p class="lead">
            An unknown is never a pass. Change these places, or extend the proof to support them.
          </p>
          ${list(unknowns)}
        </section>`,
        provenance === undefined ? undefined : provenanceSection(provenance),
      ]),
    ],
  });
}

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
    ${byReason(unknowns).map(
      ({ places, reason }) =>
        html`<dt>${places.join(', ')}</dt>
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
