import { contractOutcome } from '../report/contract-report';
import type { ContractVerdict } from '../contract/judge-contract';
import type { Contract, ContractRow } from '../contract/contract';
import { NOTHING_TO_ASK } from '../report/verdict-column';
import { type Html, html } from './html';
import { numberText, secondsText } from './verdict-section';

/** Requests that must be allowed and must be denied: the verdict, and on demand all of them. */
export function contractSection(verdict: ContractVerdict, { allowed, denied }: Contract['rows']): Html {
  const { rows, nothingToAsk, requests, failures, milliseconds } = verdict;
  const outcome = contractOutcome(verdict);
  const badge = html`<span class="badge ${BADGES[outcome]}">${outcome}</span>`;
  const unasked = new Set(nothingToAsk);
  const failed = new Set(failures.map(({ row }) => row));
  return html`<section aria-labelledby="contract">
    <h2 id="contract">Contract</h2>
    <p class="lead">
      ${badge} Denying everything would isolate organizations, too. So each of these requests must be allowed
      or denied as stated: ${numberText(rows)} rows, ${numberText(requests)} requests,
      ${secondsText(milliseconds)}.
      ${
        failures.length === 0
          ? undefined
          : html`<a href="#broken"
                >${failures.length === 1 ? 'One fails' : `${numberText(failures.length)} fail`}</a
              >.`
      }
    </p>
    <details>
      <summary>Must be allowed (${allowed.length})</summary>
      ${sentences(allowed, failed, unasked)}
    </details>
    <details>
      <summary>Must be denied (${denied.length})</summary>
      ${sentences(denied, failed, unasked)}
    </details>
  </section>`;
}

const BADGES = { kept: 'proved', broken: 'violated', [NOTHING_TO_ASK]: 'nothing-to-ask' } as const;

function sentences(
  rows: readonly ContractRow[],
  failed: ReadonlySet<string>,
  unasked: ReadonlySet<string>,
): Html {
  return html`<ul class="sentences">
    ${rows.map(
      ({ id, sentence }) =>
        html`<li>
          ${sentence} ${failed.has(id) ? html`<span class="badge violated">fails</span>` : undefined}
          ${unasked.has(id) ? html`<span class="badge nothing-to-ask">${NOTHING_TO_ASK}</span>` : undefined}
        </li>`,
    )}
  </ul>`;
}
