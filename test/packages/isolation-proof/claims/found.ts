import type { Judgement } from '../../../../packages/isolation-proof/src/claims/claim';

/** Who may do what with what, under which policies and with which context, and in how many more ways, in few words. */
export function found({ violations }: Judgement): string[] {
  return violations.map(({ what, request, more = 0 }) => {
    const context = Object.entries(request?.context ?? {}).map(([name, value]) => `, ${name} ${value}`);
    const lens = request?.lens ?? '';
    return `${what.replace(/^arn:aws:iam::\d*:role\//, '')} (${lens}${context.join('')}; ${more} more)`;
  });
}
