import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { orgSlugProblems } from '../../../../config/org-slug';
import { HUB_FILES } from '../hub-config';
import { hubNameProblem } from '../hub-name';
import type { ProxySetting } from './proxy-setting';
import type { SetupAnswers } from './setup-plan';

/** Puts a question to a person, and resolves to the answer without blanks around it. */
export type Ask = (question: string) => Promise<string>;

export interface AskedAnswers extends SetupAnswers {
  readonly proxy: ProxySetting;
}

/**
 * Asks for what the arguments leave open, and again if an answer cannot be used.
 * @param tell shows a line.
 */
export async function askAnswers(
  given: AskedAnswers,
  ask: Ask,
  tell: (line: string) => void,
): Promise<AskedAnswers> {
  if (given.enrolment !== undefined || given.bundle !== undefined) return askProxy(given, ask);
  if (given.organization !== undefined && given.hub !== undefined) return given;
  if (hasRequest(given.folder)) {
    const bundle = await ask(
      'Bundle from the operators, a folder or tar file (empty: show again what to send them): ',
    );
    if (bundle !== '') return askProxy({ ...given, bundle }, ask);
  } else {
    const enrolment = await ask('Enrolment file from the operators (empty: there is none): ');
    if (enrolment !== '') return askProxy({ ...given, enrolment }, ask);
  }
  const organization =
    given.organization ?? (await askUntil(ask, tell, 'Slug of the organization: ', slugProblem));
  const hub =
    given.hub ?? (await askUntil(ask, tell, 'Name of this hub, for example berlin-1: ', hubNameProblem));
  return { ...given, organization, hub };
}

async function askProxy(given: AskedAnswers, ask: Ask): Promise<AskedAnswers> {
  if (given.proxy.proxy !== undefined) return given;
  const proxy = await ask('HTTP proxy to AWS, for example http://proxy.example.com:3128 (empty: none): ');
  if (proxy === '') return given;
  const file = await ask('File with user:password of the proxy (empty: it wants none): ');
  return { ...given, proxy: { proxy, ...(file === '' ? {} : { proxyCredentialsFile: file }) } };
}

async function askUntil(
  ask: Ask,
  tell: (line: string) => void,
  question: string,
  problemOf: (answer: string) => string | undefined,
): Promise<string> {
  for (;;) {
    const answer = await ask(question);
    const problem = problemOf(answer);
    if (problem === undefined) return answer;
    tell(problem);
  }
}

function slugProblem(slug: string): string | undefined {
  return orgSlugProblems(slug)[0];
}

/** A first run has been here. */
function hasRequest(folder: string): boolean {
  return existsSync(join(folder, HUB_FILES.request)) && !existsSync(join(folder, HUB_FILES.config));
}
