import { fittedText } from '../../../../lib/review/markdown/fitted';
import type { MarkdownSection } from '../../../../lib/review/markdown/section';

function section(
  title: string,
  priority: number,
  items: number,
  more: Partial<MarkdownSection> = {},
): MarkdownSection {
  return {
    title,
    priority,
    lead: [],
    items: Array.from({ length: items }, (_, index) => `- ${title} ${index} ${'x'.repeat(80)}`),
    isCollapsed: false,
    ...more,
  };
}

const itemsOf = (text: string, title: string): number => text.split(`- ${title} `).length - 1;

test('what fits is shown as it is', () => {
  const chapters = [
    { heading: ['# Top'], sections: [section('A', 2, 1, { items: ['- one'], lead: ['why'] })] },
  ];
  expect(fittedText(chapters, 1000, 'elsewhere')).toBe('# Top\n\n**A**\n\nwhy\n\n- one');
});

test('what is collapsed closes again', () => {
  const chapters = [{ heading: [], sections: [section('A', 2, 1, { items: ['- one'], isCollapsed: true })] }];
  expect(fittedText(chapters, 1000, 'elsewhere')).toBe(
    '\n<details><summary>A</summary>\n\n- one\n\n</details>',
  );
});

test.each([2_000, 4_000, 8_000])(
  'within %i bytes, the most important items stay and the rest is counted',
  (budget) => {
    const chapters = [
      {
        heading: ['# One'],
        sections: [section('last', 9, 40, { isCollapsed: true }), section('first', 1, 15)],
      },
      { heading: ['# Two'], sections: [section('second', 2, 40)] },
    ];
    const text = fittedText(chapters, budget, 'elsewhere');
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(budget);
    expect(Buffer.byteLength(text)).toBeGreaterThan(budget - 300);
    const [first = 0, second = 0, last = 0] = ['first', 'second', 'last'].map((title) =>
      itemsOf(text, title),
    );
    expect({ first: first === 15 || second + last === 0, second: second === 40 || last === 0 }).toEqual({
      first: true,
      second: true,
    });
    expect(first).toBeGreaterThan(10);
    expect(text).toContain(`- ${40 - last} more elsewhere`);
    expect(text.split('<details>')).toHaveLength(text.split('</details>').length);
  },
);

test('characters of several bytes count as bytes', () => {
  const sections = [
    section('A', 1, 30, { items: Array.from({ length: 30 }, () => `- ${'\u{1f600}'.repeat(20)}`) }),
  ];
  expect(Buffer.byteLength(fittedText([{ heading: [], sections }], 1_000, 'elsewhere'))).toBeLessThanOrEqual(
    1_000,
  );
});

test('so many chapters that their headings have no room are cut, outside of what is collapsed', () => {
  const chapters = Array.from({ length: 500 }, (_, index) => ({
    heading: ['', `### environment ${index}`],
    sections: [section('A', 2, 5, { isCollapsed: true, lead: ['some'] })],
  }));
  const text = fittedText(chapters, 3_000, 'elsewhere');
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(3_000);
  expect(text).toMatch(/The rest is elsewhere\.$/);
  expect(text).not.toContain('<details>');
});
