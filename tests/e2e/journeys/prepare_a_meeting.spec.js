// From Today to the words a sentence rests on, and back to the same place.
import assert from 'node:assert/strict';
import { journey } from '../support/desk.js';

journey('a meeting is briefed and a citation opens on the cited words', {}, async ({ page }) => {
  await page.getByRole('link', { name: /Brief: Pellworth/ }).first().click();
  await page.getByRole('button', { name: 'Brief this meeting' }).click();
  await page.getByRole('region', { name: 'Briefing', exact: true }).waitFor();
  assert.match(page.url(), /#\/accounts\/.+\/briefing\/.+/);
  for (const part of ['In one sentence', 'What changed', 'Who is in the room', 'Where the deal stands', 'Open commitments', 'Sources']) {
    await page.getByRole('heading', { name: part }).first().waitFor();
  }
  const mark = page.locator('main .cite').first();
  await mark.click();
  const words = page.locator('aside.pane mark').first();
  await words.waitFor();
  assert.ok((await words.innerText()).trim().length > 3, 'the cited words are marked');
  await page.getByText('Text unchanged').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('aside.pane').waitFor({ state: 'detached' });
  assert.ok(await mark.evaluate((element) => element === document.activeElement), 'Esc gives the focus back to the mark');
});

journey('a kept briefing is there after the page is opened again', {}, async ({ page, call }) => {
  const today = await call('get_today');
  const { account, entry } = today.meetings[0];
  const made = await call('create_briefing', { account, meeting: entry });
  await page.reload();
  await page.getByRole('link', { name: /Open the briefing: Pellworth/ }).first().click();
  await page.getByRole('region', { name: 'Briefing', exact: true }).waitFor();
  assert.ok(page.url().includes(made.id));
});

journey('a printed briefing is a clean page and its annex', {}, async ({ page, call, url }) => {
  const { account, entry } = (await call('get_today')).meetings[0];
  const made = await call('create_briefing', { account, meeting: entry });
  await page.goto(`${url}/?bridge=${encodeURIComponent(url)}#/accounts/${account}/briefing/${made.id}`);
  await page.getByRole('region', { name: 'Briefing', exact: true }).waitFor();
  await page.emulateMedia({ media: 'print' });
  for (const gone of ['.side', '.top', '.hints', '.tabs']) assert.equal(await page.locator(gone).first().isVisible(), false, `${gone} is not printed`);
  assert.ok(await page.getByText('INTERNAL').first().isVisible(), 'INTERNAL is printed');
  const pdf = await page.pdf({ format: 'A4' });
  assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
});
