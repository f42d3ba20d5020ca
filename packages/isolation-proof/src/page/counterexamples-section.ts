import { ALL_POLICIES } from '../access/lens';
import type { Violation } from '../claims/claim';
import type { ContractFailure } from '../contract/contract-failure';
import type { ClaimVerdict } from '../judge/prove';
import type { Statement } from '../policies/statement';
import type { Verification } from '../judge/verify';
import { type Html, html } from './html';
import type { StatementData } from './page-data';
import { numberText } from './verdict-section';
import type { Wording } from './wording';

/** Of each claim, the first counterexamples are shown; the others on demand. */
const SHOWN_AT_ONCE = 3;

/** What is wrong: for each claim and for the contract, requests that come out as they must not, and what would close them. */
export function counterexamplesSection(
  { proof, contract }: Verification,
  wording: Wording,
): Html | undefined {
  const violated = proof.claims.filter(({ violations }) => violations.length > 0);
  if (violated.length === 0 && contract.failures.length === 0) return undefined;
  return html`<section aria-labelledby="counterexamples">
    <h2 id="counterexamples">Counterexamples</h2>
    <p class="lead">
      Requests that the templates allow or deny although they must not, each as short as possible, and how to
      fix each.
    </p>
    ${violated.map((claim) => violationsOf(claim, wording))} ${failuresOf(contract.failures, wording)}
  </section>`;
}

function violationsOf({ id, title, violations }: ClaimVerdict, wording: Wording): Html {
  return group(
    `claim-${id}`,
    html`Does not hold: ${title}`,
    violations.map((violation) => violationCard(violation, wording)),
  );
}

function failuresOf(failures: readonly ContractFailure[], wording: Wording): Html | undefined {
  if (failures.length === 0) return undefined;
  return group(
    'broken',
    html`Contract rows that fail`,
    failures.map((failure) => failureCard(failure, wording)),
  );
}

function group(id: string, title: Html, cards: readonly Html[]): Html {
  const more = cards.slice(SHOWN_AT_ONCE);
  return html`<h3 id="${id}">${title}</h3>
    ${cards.slice(0, SHOWN_AT_ONCE)}
    ${
      more.length === 0
        ? undefined
        : html`<details>
            <summary>${more.length} more</summary>
            ${more}
          </details>`
    }`;
}

function violationCard(
  { what, request, statements, path, remedy, alike, more }: Violation,
  wording: Wording,
): Html {
  const others =
    alike === undefined
      ? undefined
      : html`<p class="alike">
          Also true of ${numberText(alike)} more ${alike === 1 ? 'organization' : 'organizations'}, with their
          own names.
        </p>`;
  return html`<article class="counterexample">
    <h4>${what}</h4>
    ${others} ${request === undefined ? undefined : requestList(request, wording, request.lens)}
    ${responsible(statements, path, wording)} ${fix(remedy)}
    ${more === undefined ? undefined : html`<p class="alike">And ${numberText(more)} more like this.</p>`}
  </article>`;
}

function failureCard(failure: ContractFailure, wording: Wording): Html {
  const { sentence, organization, expected, because, request, statements, path, remedy } = failure;
  return html`<article class="counterexample">
    <h4>${organization}: ${sentence}</h4>
    <p>Must be <b>${expected}</b>, but is not: ${because}.</p>
    ${request === undefined ? undefined : requestList(request, wording)}
    ${responsible(statements, path, wording)} ${fix(remedy)}
  </article>`;
}

interface ShownRequest {
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, string>>;
}

function requestList(
  { principal, action, resource, context }: ShownRequest,
  wording: Wording,
  lens?: string,
): Html {
  const lines = [
    ['Principal', principal],
    ['Action', wording.action(action)],
    ['Resource', resource],
    ...Object.entries(context),
  ];
  return html`<dl class="facts">
    ${lines.map(
      ([title, text]) =>
        html`<dt>${title}</dt>
          <dd><code>${text}</code></dd>`,
    )}
    ${
      lens === undefined
        ? undefined
        : html`<dt>Judged on</dt>
            <dd>${lens}${lens === ALL_POLICIES.name ? '' : ', with every other lock removed'}</dd>`
    }
  </dl>`;
}

function responsible(statements: readonly Statement[], path: string | undefined, wording: Wording): Html {
  if (statements.length === 0) {
    return path === undefined
      ? html`<p>No statement is at fault: a Deny is missing.</p>`
      : html`<p class="at">At <code>${path}</code></p>`;
  }
  return html`${statements.map((statement) => statementDetails(wording.statement(statement)))}`;
}

function statementDetails({ effect, name, policy, path, stack, elements }: StatementData): Html {
  return html`<details class="statement" open>
    <summary>
      <span class="effect ${effect.toLowerCase()}">${effect}</span> <b>${name}</b>
      <span class="policy">${policy}</span>
      <span class="place">${path}</span>
    </summary>
    <p class="stack">Stack <code>${stack}</code></p>
    <dl class="elements">
      ${elements.map(
        ([title, texts]) =>
          html`<dt>${title}</dt>
            <dd>${texts.map((text) => html`<code>${text}</code>`)}</dd>`,
      )}
    </dl>
  </details>`;
}

function fix(remedy: string): Html {
  return html`<p class="remedy"><b>Fix</b> ${remedy}</p>`;
}
