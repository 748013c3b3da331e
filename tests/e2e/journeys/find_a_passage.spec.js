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
  await page.getByText('was not understood and was left out. It takes a date').waitFor();
});

journey('nothing found says what to try', {}, async ({ page, url }) => {
  await page.goto(`${url}/?bridge=${encodeURIComponent(url)}#/search?q=zzyzxqqj`);
  await page.getByText('Nothing found').waitFor();
});

journey('words typed fast all stay, from the key that opens the search on', {}, async ({ page }) => {
  await page.getByText('Pellworth').first().waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type('data residency of the claims', { delay: 12 });
  await page.keyboard.type(' in the european economic area', { delay: 105 });
  const box = page.getByLabel('Search accounts, documents, passages');
  assert.equal(await box.inputValue(), 'data residency of the claims in the european economic area');
  await page.waitForFunction(() => decodeURIComponent(location.hash).endsWith('european economic area'));
  await page.locator('.hit').first().waitFor();
  await page.getByRole('button', { name: /Search accounts, documents/ }).click();
  await page.waitForFunction(() => document.querySelector('#search-box').value === '');
});

journey('every filter offered is one the core knows', {}, async ({ page, call, url }) => {
  await page.goto(`${url}/?bridge=${encodeURIComponent(url)}#/search`);
  const offered = await page.getByRole('group', { name: 'Filters to type' }).getByRole('button').allInnerTexts();
  assert.ok(offered.length >= 6);
  const values = { 'account:': 'pellworth', 'type:': 'mail', 'from:': 'dorrance', 'after:': '2026-01-01', 'before:': '2026-12-31' };
  for (const filter of offered) {
    const found = await call('search_passages', { query: `claims ${filter}${values[filter] ?? ''}`, account: null, typing: false, limit: 5 });
    assert.deepEqual(found.unknown, [], `${filter} is known`);
  }
  for (const type of ['mail', 'call', 'meeting', 'note', 'task', 'crm-change', 'document', 'pdf']) {
    const found = await call('search_passages', { query: `claims type:${type}`, account: null, typing: false, limit: 5 });
    assert.deepEqual(found.unknown, [], `type:${type} is known`);
  }
});
