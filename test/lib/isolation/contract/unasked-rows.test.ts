import type { StackTemplate } from '../../../../packages/isolation-proof/src/templates/template';
import { OPERATED } from './operated-platform';
import { ACME, ACME_EU, contractFor, evidenceOf, platform, withoutResource } from './platform';

describe('a row of the contract is asked of what is there', () => {
  // What a verification says of the contract, without its claims.
  const rowsOf = (stacks: StackTemplate[]): readonly string[] => {
    const evidence = evidenceOf(stacks);
    const representatives = evidence.forms.map(({ representative }) => representative);
    return contractFor(evidence, representatives).nothingToAsk;
  };

  test('every row has a request where every option is used, but for the one way to sign in that is another', () => {
    const operated = rowsOf(platform(undefined, OPERATED));
    const neverAsked = rowsOf(platform()).filter((id) => operated.includes(id));
    expect(neverAsked.filter((id) => !id.startsWith('become-analyst'))).toEqual([]);
  });

  test('without nodes, rows about them have none, and are told', () => {
    const withoutNodes = platform((templates) => {
      for (const stack of [ACME, ACME_EU]) {
        const template = templates[stack];
        if (template === undefined) throw new Error(stack);
        template.Resources = Object.fromEntries(
          Object.entries(template.Resources).filter(([id]) => !id.startsWith('HybridNode')),
        );
      }
    });
    expect(rowsOf(withoutNodes)).toContain('read-secret-by-node');
  });

  test('where an organization lacks what all rows need, none was asked', () => {
    const stacks = platform((templates) => {
      for (const stack of [ACME, ACME_EU]) withoutResource(stack, 'AWS::Athena::WorkGroup')(templates);
    });
    expect(rowsOf(stacks)).toContain('upload');
  });
});
