// Every view, in both sizes, light and dark: no accessibility violation, nothing cut off at the side, and a picture.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { axeClean, journey } from '../support/desk.js';

const pictures = resolve(dirname(fileURLToPath(import.meta.url)), '../results/look');
mkdirSync(pictures, { recursive: true });

for (const size of [{ width: 1280, height: 800 }, { width: 1920, height: 1080 }]) {
  for (const dark of [false, true]) {
    const name = `${size.width}-${dark ? 'dark' : 'light'}`;
    journey(`every view at ${name}`, { size, dark }, async ({ page, call }) => {
      const { meetings } = await call('get_today');
      const { account, entry } = meetings[0];
      const briefing = await call('create_briefing', { account, meeting: entry });
      const { rows } = await call('list_documents');
      const views = {
        today: '#/today',
        accounts: '#/accounts',
        briefing: `#/accounts/${account}/briefing/${briefing.id}`,
        timeline: `#/accounts/${account}/timeline`,
        people: `#/accounts/${account}/people`,
        deal: `#/accounts/${account}/deal`,
        commitments: `#/accounts/${account}/commitments`,
        library: '#/library',
        document: `#/library/${rows[0].id}`,
        search: '#/search?q=data%20residency',
        imports: '#/imports',
        settings: '#/settings',
      };
      const found = [];
      const look = async (view) => {
        await page.locator('[aria-busy=true], .ghost').first().waitFor({ state: 'detached' });
        await page.waitForTimeout(150);
        await page.screenshot({ path: join(pictures, `${view}-${name}.png`) });
        await axeClean(page, view).catch((error) => found.push(error.message));
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        if (wide > 0) found.push(`${view} is ${wide} pixels too wide`);
      };
      for (const [view, path] of Object.entries(views)) {
        await page.evaluate((to) => void (location.hash = to), path);
        await page.locator('main h1').first().waitFor({ state: 'attached' });
        await look(view);
        if (view === 'briefing') {
          await page.locator('main .cite').first().click();
          await page.locator('aside.pane mark').first().waitFor();
          await look('source');
        }
      }
      assert.deepEqual(found, []);
    });
  }
}
