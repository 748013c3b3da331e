// From an entry of the history to its words, with the keys and with the mouse.
import assert from 'node:assert/strict';
import { journey } from '../support/desk.js';

journey('Space and Enter open the source of a timeline entry', {}, async ({ page, call, url }) => {
  const [account] = await call('list_accounts', { filter: 'Pellworth' });
  await page.goto(`${url}/?bridge=${encodeURIComponent(url)}#/accounts/${account.id}/timeline`);
  await page.locator('.entry .plain-open').first().waitFor();
  const pane = page.getByRole('complementary', { name: 'Source' });
  await page.locator('.entry').first().focus();
  for (const key of ['Space', 'Enter']) {
    const title = await page.evaluate(() => document.activeElement.querySelector('.plain-open').textContent);
    await page.keyboard.press(key);
    await pane.getByRole('heading', { level: 2 }).waitFor();
    assert.equal(await pane.getByRole('heading', { level: 2 }).innerText(), title, `${key} opens the entry in focus`);
    assert.equal(await page.evaluate(() => document.activeElement.querySelector('.plain-open').getAttribute('aria-expanded')), 'true', 'the row says that its source is open');
    await page.keyboard.press('Escape');
    await pane.waitFor({ state: 'detached' });
    assert.ok(await page.evaluate(() => document.activeElement.matches('.entry')), 'Esc gives the focus back to the row');
    await page.keyboard.press('j');
  }
  await page.locator('.entry .plain-open').nth(2).click();
  await pane.getByText('Text unchanged').waitFor();
});
