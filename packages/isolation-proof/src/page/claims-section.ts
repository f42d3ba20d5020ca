import type { ClaimVerdict, Proof } from '../judge/prove';
import { NOTHING_TO_ASK } from '../report/verdict-column';
import { type Html, html } from './html';
import { numberText, secondsText } from './verdict-section';

/** Every claim with its verdict, what it looked at, and how long that took. */
export function claimsSection({ claims }: Proof): Html {
  return html`<section aria-labelledby="claims">
    <h2 id="claims">Claims</h2>
    <p class="lead">
      Each claim covers all actions, including those that AWS adds later, and all resources. No request found
      means that none exists.
    </p>
    <table class="claims">
      <thead>
        <tr>
          <th scope="col">Verdict</th>
          <th scope="col">Claim</th>
          <th scope="col" class="number">Principals</th>
          <th scope="col" class="number">Statements</th>
          <th scope="col" class="number">Questions</th>
          <th scope="col" class="number">Time</th>
        </tr>
      </thead>
      <tbody>
        ${claims.map(claimRow)}
      </tbody>
    </table>
  </section>`;
}

function claimRow(claim: ClaimVerdict): Html {
  const { id, title, about, verdict, violations, coverage, notes, milliseconds } = claim;
  const { principals, statements, questions } = coverage;
  const count = violations.length;
  const link =
    count === 0
      ? undefined
      : html`<a href="#claim-${id}"
          >${count === 1 ? 'One counterexample' : `${numberText(count)} counterexamples`}</a
        >`;
  return html`<tr>
    <td><span class="badge ${verdict.replaceAll(' ', '-')}">${verdict}</span></td>
    <th scope="row">
      ${title} ${link}
      ${verdict === NOTHING_TO_ASK ? html`<p class="note">The templates have no ${about}.</p>` : undefined}
      ${notes.map((note) => html`<p class="note">${note}</p>`)}
    </th>
    ${[principals, statements, questions].map(
      (number) => html`<td class="number">${number === 0 ? '–' : numberText(number)}</td>`,
    )}
    <td class="number">${secondsText(milliseconds)}</td>
  </tr>`;
}
