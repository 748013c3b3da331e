// A person goes away and comes back: by Back, by Alt-Left, by the crumb, and by opening the window again.
import assert from 'node:assert/strict';
import { journey } from '../support/desk.js';

const scroller = (page, name) => page.getByRole('region', { name });
const topOf = (page, name) => scroller(page, name).evaluate((element) => element.scrollTop);
/** Scrolls as a wheel does, and waits until the page has heard of it. */
async function scrollBy(page, name, pixels) {
  const region = scroller(page, name);
  await region.hover();
  await page.mouse.wheel(0, pixels);
  const box = await region.elementHandle();
  await page.waitForFunction(([element, wanted]) => element.scrollTop >= wanted, [box, pixels - 1]);
}
async function isAt(page, name, pixels) {
  await scroller(page, name).waitFor();
  const box = await scroller(page, name).elementHandle();
  await page.waitForFunction(([element, wanted]) => Math.abs(element.scrollTop - wanted) < 2, [box, pixels]);
}

journey('a view is where it was when one comes back to it', {}, async ({ page, call, url }) => {
  const [account] = await call('list_accounts', { filter: 'Pellworth' });
  const timeline = `#/accounts/${account.id}/timeline`;
  await page.goto(`${url}/?bridge=${encodeURIComponent(url)}${timeline}`);
  await page.locator('.entry .plain-open').first().waitFor();
  await scrollBy(page, /^Timeline/, 900);
  const left = await topOf(page, /^Timeline/);

  await page.getByRole('link', { name: /^People \d/ }).click();
  await page.getByRole('heading', { name: 'Theirs' }).waitFor();
  assert.equal(await topOf(page, 'People'), 0, 'another view starts at its own place');
  await page.goBack();
  await isAt(page, /^Timeline/, left);

  await page.getByRole('link', { name: 'Library' }).first().click();
  await scroller(page, 'Documents').waitFor();
  await page.keyboard.press('Alt+ArrowLeft');
  await isAt(page, /^Timeline/, left);

  await page.reload();
  await isAt(page, /^Timeline/, left);
});

journey('the crumb leads back to where the accounts were', { size: { width: 1280, height: 260 } }, async ({ page }) => {
  await page.getByRole('link', { name: 'Accounts' }).first().click();
  await page.locator('.account-row[data-move]').first().waitFor();
  await scrollBy(page, 'Accounts', 60);
  const left = await topOf(page, 'Accounts');
  await page.locator('.account-row[data-move]').last().dispatchEvent('click');
  await page.getByRole('navigation', { name: 'Where this is' }).getByRole('link').click();
  await isAt(page, 'Accounts', left);
});
