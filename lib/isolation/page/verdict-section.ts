import type { Model } from '../model';
import type { Verification } from '../verify';
import { type Html, html } from './html';

const WORDS = {
  proved: { title: 'Proved', sentence: 'Nobody reaches what is not theirs, and everybody reaches what is.' },
  violated: {
    title: 'Violated',
    sentence: 'Something does not hold: see the counterexamples. Do not deploy this.',
  },
  unasked: {
    title: 'Undecided',
    sentence: 'The templates hold too little to ask about. Isolation is not proved.',
  },
  undecided: { title: 'Undecided', sentence: 'The templates could not be judged. Nothing is proved.' },
} as const;

/** The top of the page: the verdict in a word and in a sentence. */
export function verdictBanner(verdict: keyof typeof WORDS, more?: Html): Html {
  const { title, sentence } = WORDS[verdict];
  return html`<header class="verdict ${verdict === 'unasked' ? 'undecided' : verdict}">
    <p class="what">Isolation of organizations</p>
    <h1>${title}</h1>
    <p class="sentence">${sentence}</p>
    ${more}
  </header>`;
}

/** The verdict, with what was judged. */
export function verdictSection(
  { verdict, proof }: Verification,
  { stacks }: Pick<Model, 'stacks'>,
  judgedAt: Date,
): Html {
  const { organizations, forms, principals, actionClasses, milliseconds } = proof;
  const [stack] = stacks;
  const facts: readonly (readonly [string, string])[] = [
    [
      'Organizations',
      `${numberText(organizations)}, of ${numberText(forms)} ${forms === 1 ? 'form' : 'forms'}`,
    ],
    ['Principals', numberText(principals)],
    ['Actions', `all, in ${numberText(actionClasses)} classes`],
    ['Resources', 'all'],
    ['Stacks', numberText(stacks.length)],
    ['Account', stack?.account ?? ''],
    ['Region', stack?.region ?? ''],
    [
      'Judged',
      `${judgedAt.toISOString().slice(0, 16).replace('T', ' ')} UTC, in ${secondsText(milliseconds)}`,
    ],
  ];
  return verdictBanner(
    verdict === 'undecided' ? 'unasked' : verdict,
    html`<dl class="numbers">
      ${facts.map(
        ([title, text]) =>
          html`<div>
            <dt>${title}</dt>
            <dd>${text}</dd>
          </div>`,
      )}
    </dl>`,
  );
}

export function secondsText(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}

export function numberText(number: number): string {
  return number.toLocaleString('en');
}
