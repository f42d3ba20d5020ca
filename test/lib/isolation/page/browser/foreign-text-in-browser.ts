import { keptPage } from '../kept-pages';
import { HOSTILE_PATH, HOSTILE_SID, HOSTILE_TEXT } from '../pages';
import { describeInBrowser, run, cell, WHY_SKIPPED } from './browser-run';

describeInBrowser(`what a page runs and shows ${WHY_SKIPPED}`, () => {
  test('loads without errors, messages or requests; a script that gets in does not run, nor can anything be sent', async () => {
    const { page, trouble } = await run.open(keptPage('proved'));
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Proved');
    expect(await page.getByRole('heading', { name: 'Principals of acme' }).count()).toBe(1);
    expect(await cell(page, 'Data Hub, its own: raw folder').locator('.chip').allTextContents()).toEqual([
      'write',
    ]);
    expect(trouble).toEqual([]);
    const outcome = await page.evaluate<readonly [unknown, string]>(`(async () => {
      try {
        const script = document.createElement('script');
        script.textContent = 'window.ran = true';
        document.head.append(script);
      } catch {}
      const sent = await fetch('data:text/plain,x').then(() => 'sent', () => 'refused');
      return [window.ran, sent];
    })()`);
    expect(outcome).toEqual([undefined, 'refused']);
  });

  test('names that look like markup are text, in every cell and in every counterexample', async () => {
    const { page, trouble } = await run.open(keptPage('violated'));
    await page.evaluate(`for (const button of document.querySelectorAll('.cell')) {
      button.click();
      document.querySelector('dialog').close();
    }`);
    await cell(page, 'Data Hub, its own: connector secrets').click();
    const text = (await page.getByRole('dialog').textContent()) ?? '';
    for (const hostile of [HOSTILE_SID, HOSTILE_PATH, HOSTILE_TEXT]) expect(text).toContain(hostile);
    expect(await page.locator('.counterexample').first().textContent()).toContain(HOSTILE_SID);
    expect(await page.locator('img, svg, iframe, object, [onerror], [onload]').count()).toBe(0);
    expect(await page.locator('script').count()).toBe(2);
    expect(trouble).toEqual([]);
  });
});
