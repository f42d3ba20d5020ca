import { ConfigurationError, type Problem } from '../../../../config/errors';
import { orgSlugProblems } from '../../../../config/org-slug';
import { hubNameProblem } from '../hub-name';

/** What somebody said who sets a hub up, by arguments or when asked. */
export interface SetupAnswers {
  readonly folder: string;
  readonly enrolment?: string | undefined;
  readonly bundle?: string | undefined;
  readonly organization?: string | undefined;
  readonly hub?: string | undefined;
}

/** One of the three things that setting a hub up can be. */
export type SetupPlan =
  /** With the file that the operators made for this hub: everything. */
  | { readonly kind: 'enrol'; readonly file: string }
  /** Without: the key and what to send to the operators. */
  | { readonly kind: 'request'; readonly organization: string; readonly hub: string }
  /** With what they sent back: the rest. */
  | { readonly kind: 'install'; readonly bundle: string };

/** @throws ConfigurationError with everything that is missing or contradictory. */
export function setupPlan({ enrolment, bundle, organization, hub }: SetupAnswers): SetupPlan {
  const names = [
    { place: '--organization', value: organization },
    { place: '--hub', value: hub },
  ];
  const file = enrolment ?? bundle;
  if (file === undefined) return requestPlan({ organization, hub });
  const fix = `comes with ${enrolment === undefined ? '--bundle' : '--enrolment'}; leave it out`;
  const problems: Problem[] = names
    .filter(({ value }) => value !== undefined)
    .map(({ place, value }) => ({ place, value, fix }));
  if (enrolment !== undefined && bundle !== undefined) {
    problems.push({
      place: '--bundle',
      value: bundle,
      fix: 'is not used with --enrolment; leave one of them out',
    });
  }
  if (problems.length > 0) throw new ConfigurationError(problems);
  return enrolment === undefined ? { kind: 'install', bundle: file } : { kind: 'enrol', file };
}

function requestPlan({ organization, hub }: Pick<SetupAnswers, 'organization' | 'hub'>): SetupPlan {
  const problems: Problem[] = [];
  if (organization === undefined) {
    problems.push({
      place: '--organization',
      fix: 'is missing; write the slug of the organization, or give the file of the operators with --enrolment',
    });
  } else {
    const found = orgSlugProblems(organization);
    problems.push(...found.map((fix) => ({ place: '--organization', value: organization, fix })));
  }
  const hubProblem =
    hub === undefined ? 'is missing; write the name of the hub, for example "berlin-1"' : hubNameProblem(hub);
  if (hubProblem !== undefined) {
    problems.push({ place: '--hub', ...(hub === undefined ? {} : { value: hub }), fix: hubProblem });
  }
  if (problems.length > 0 || organization === undefined || hub === undefined)
    throw new ConfigurationError(problems);
  return { kind: 'request', organization, hub };
}
