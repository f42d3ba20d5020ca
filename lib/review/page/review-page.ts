import type { Compared } from '../../../packages/isolation-proof/src/page/compared-matrices';
import { comparedScaffold } from '../../../packages/isolation-proof/src/page/compared-section';
import { documentOf } from '../../../packages/isolation-proof/src/page/document';
import { html } from '../../../packages/isolation-proof/src/page/html';
import { pageScript } from '../../../packages/isolation-proof/src/page/script';
import type { Review } from '../review';
import { dependencySection } from './dependency-section';
import { environmentSection } from './environment-section';
import { reviewHeader } from './review-header';

/**
 * One page with all of a review, which needs nothing but itself: the lists, and below them the matrices of both sides.
 * It is the same to the byte for the same review.
 * @param matrices by the name of the environment, where access was compared and changed
 */
export function reviewPage(review: Review, matrices: ReadonlyMap<string, Compared>): string {
  const drawn = review.environments.flatMap(({ name }) => {
    const compared = matrices.get(name);
    return compared === undefined || compared.data.matrices.length === 0 ? [] : [{ name, compared }];
  });
  const placed = new Map(
    drawn.map(({ name, compared }, index) => [name, { id: `compared-${index}`, compared }]),
  );
  const hasMatrices = drawn.length > 0;
  return documentOf({
    title: 'Review of a change',
    body: [
      html`<main>
        ${reviewHeader(review)}
        ${review.environments.map((environment) =>
          environmentSection(environment, placed.get(environment.name)),
        )}
        ${dependencySection(review.dependencies)}
        ${hasMatrices ? comparedScaffold(drawn.map(({ compared }) => compared.data)) : undefined}
      </main>`,
    ],
    ...(hasMatrices ? { script: pageScript('comparison') } : {}),
    styles: ['comparison'],
  });
}
