import type { Model } from '../model/model';
import type { Provenance } from '../provenance/provenance';
import type { Verification } from '../judge/verify';
import { bannerFacts } from './banner-facts';
import { type Html, html } from './html';

const WORDS = {
  proved: {
    title: 'Proved',
    sentence: 'No principal reaches what it should not, and every principal reaches what it should.',
  },
  violated: {
    title: 'Violated',
    sentence:
      'At least one claim does not hold or one contract row fails: see the counterexamples. Do not deploy.',
  },
  unasked: {
    title: 'Undecided',
    sentence: 'The templates hold too little to ask about. Isolation is not proved.',
  },
  undecided: { title: 'Undecided', sentence: 'The templates could not be judged. Nothing is proved.' },
} as const;

/** What a page is about at all, below its verdict. */
const SCOPE =
  'This page judges CloudFormation templates, not the live account: it does not see drift, resources that other ' +
  'tools made, or grants made at run time.';

/** The title of a page with this verdict. */
export function pageTitle(verdict: keyof typeof WORDS): string {
  return `${WORDS[verdict].title}: isolation of organizations`;
}

/** The top of the page: the verdict in a word and in a sentence, and what it is about. */
export function verdictBanner(
  verdict: keyof typeof WORDS,
  facts: readonly (readonly [name: string, value: string])[],
): Html {
  const { title, sentence } = WORDS[verdict];
  return html`<header class="verdict ${verdict === 'unasked' ? 'undecided' : verdict}">
    <p class="what">Isolation of organizations</p>
    <h1>${title}</h1>
    <p class="sentence">${sentence}</p>
    <p class="scope">${SCOPE}</p>
    ${bannerFacts(facts)}
  </header>`;
}

/** The verdict, with what was judged. */
export function verdictSection(
  { verdict, proof }: Verification,
  { stacks }: Pick<Model, 'stacks'>,
  provenance: Provenance,
  judgedAt: Date,
): Html {
  const { organizations, forms, principals, actionClasses, milliseconds } = proof;
  const [stack] = stacks;
  // What could be read, and holds too little, is another thing than what could not be read.
  return verdictBanner(verdict === 'undecided' ? 'unasked' : verdict, [
    ['Environment', environmentText(provenance)],
    ['Account', stack?.account ?? ''],
    ['Region', stack?.region ?? ''],
    ['Commit', shortCommitText(provenance)],
    ['Organizations', organizationsText(organizations, forms)],
    ['Principals', numberText(principals)],
    ['Actions', `all, in ${numberText(actionClasses)} classes`],
    ['Resources', 'all'],
    ['Stacks', numberText(stacks.length)],
    ['Judged', `${timeText(judgedAt)}, in ${secondsText(milliseconds)}`],
  ]);
}

export function environmentText({ environments }: Provenance): string {
  return environments.length === 0 ? 'not named (no environment tag)' : environments.join(', ');
}

function shortCommitText({ checkout }: Provenance): string {
  if (checkout === undefined) return 'unknown';
  return `${checkout.commit.slice(0, 12)}${checkout.isModified ? ', with uncommitted changes' : ''}`;
}

function organizationsText(organizations: number, forms: number): string {
  if (forms === organizations) return numberText(organizations);
  return forms === 1
    ? `${numberText(organizations)} (1 representative judged; the others are identical)`
    : `${numberText(organizations)} (${numberText(forms)} representatives judged; the others are identical to one of them)`;
}

export function timeText(time: Date): string {
  return `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

export function secondsText(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}

export function numberText(number: number): string {
  return number.toLocaleString('en');
}
