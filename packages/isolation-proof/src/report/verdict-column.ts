/** Verdict of what the templates hold no subject for. */
export const NOTHING_TO_ASK = 'nothing to ask';

/** The first column of a report's lines, as wide as its longest verdict and the space behind it. */
export function verdictColumn(verdict: string): string {
  return `${verdict.padEnd(NOTHING_TO_ASK.length)}  `;
}
