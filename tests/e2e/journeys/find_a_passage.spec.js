// Search from anywhere: words, a filter, marks in the hits, and the source beside them.
import assert from 'node:assert/strict';
import { journey } from '../support/desk.js';

journey('a passage is found, filtered and opened on the words', {}, async ({ page }) => {
  await page.getByText('Pellworth').first().waitFor();
  await page.keyboard.press('/');
  const box = page.getByLabel('Search accounts, documents, passages');
  await box.fill('data residency');
  await page.locator('.hit').first().waitFor();
  assert.ok((await page.locator('.hit mark').count()) > 0, 'the words are marked in the hits');
  assert.match(await page.locator('.search-said').innerText(), /passage/);

  await box.fill('claims type:mail');
  await page.getByText(/“claims”|claims/i).first().waitFor();
  await page.waitForFunction(() => {
    const kinds = [...document.querySelectorAll('.hit > .bar > .mute:not(time)')].map((one) => one.textContent);
    return kinds.length > 0 && kinds.every((kind) => /^mail/i.test(kind));
  });

  await page.locator('.hit [data-open]').first().click();
  const marked = page.locator('aside.pane mark').first();
  await marked.waitFor();
  assert.match(await marked.innerText(), /claim/i);
});

journey('a filter that is none is named', {}, async ({ page, url }) => {
  await page.goto(`${url}/?bridge=${encodeURIComponent(url)}#/search?q=${encodeURIComponent('claims before:soon')}`);
  await page.getByText('is no filter and was left out').waitFor();
});

journey('nothing found says what to try', {}, async ({ page, url }) => {
  await page.goto(`${url}/?bridge=${encodeURIComponent(url)}#/search?q=zzyzxqqj`);
  await page.getByText('Nothing found').waitFor();
});
