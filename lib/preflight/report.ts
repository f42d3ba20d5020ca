import type { Finding, Outcome } from './check';
import type { PreflightReport } from './run-preflight';

/** Good findings of one check that are shown; of more, the rest is counted. Bad ones are all shown. */
const MOST_SHOWN = 5;
const WIDTH = 'not checked'.length;
const INDENT = ' '.repeat(WIDTH + 2);

/** Exit codes of a preflight: 0 deploy, 1 something is wrong, 2 something could not be checked. */
export const PREFLIGHT_EXIT_CODES: Readonly<Record<Outcome, number>> = { ok: 0, failed: 1, 'not checked': 2 };

/** A line for each finding, with what to do below it, and a last one that sums up. */
export function preflightText({ environment, account, region, outcome, checks }: PreflightReport): string {
  const findings = checks.flatMap(({ check, findings: all }) => {
    const good = all.filter(({ outcome: one }) => one === 'ok');
    const bad = all.filter(({ outcome: one }) => one !== 'ok');
    const more = good.length - MOST_SHOWN;
    return [
      ...bad.map((finding) => lines(check, finding)),
      ...good.slice(0, MOST_SHOWN).map((finding) => lines(check, finding)),
      ...(more > 0 ? [`${'ok'.padEnd(WIDTH)}  ${check}: ${more} more`] : []),
    ];
  });
  const place = `environment ${environment} in ${account}, ${region}`;
  return [...findings, `\n${SUMMARY[outcome]}: ${place}. Nothing was changed.`].join('\n');
}

const SUMMARY: Readonly<Record<Outcome, string>> = {
  ok: 'Ready to deploy',
  failed: 'Not ready to deploy',
  'not checked': 'Not known to be ready: something could not be checked',
};

function lines(check: string, { outcome, message, fix }: Finding): string {
  const first = `${outcome.padEnd(WIDTH)}  ${check}: ${message}`;
  return fix === undefined ? first : `${first}\n${INDENT}${fix}`;
}
