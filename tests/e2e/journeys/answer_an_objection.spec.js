// A buyer's question: found in the history or typed, answered from a source or honestly not, and begun as a draft that
// the gate holds.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { axeClean, go, journey } from '../support/desk.js';

const PARTS = ['The buyer’s words', 'What may lie behind it', 'Answer', 'Scope', 'Evidence to offer', 'Do not say', 'Told before', 'Who must approve', 'How to confirm that it is settled', 'Searched and rejected', 'Sources'];

journey('a question of the history opens its card, and its answer opens on its source', {}, async ({ page, call }) => {
  const [account] = await call('list_accounts', { filter: 'Pellworth' });
  const { rows } = await call('list_questions', { account: account.id });
  assert.ok(rows.length > 0, 'the sample has questions');
  await go(page, `#/accounts/${account.id}/objections`);
  const list = page.getByRole('region', { name: 'Objections' });
  await list.locator('.asked').first().waitFor();
  assert.equal(await list.locator('.asked').count(), rows.length);
  await axeClean(page, 'the questions');
  await list.locator('.asked a').first().click();
  const card = page.getByRole('region', { name: 'Objection briefing' });
  for (const name of PARTS) await card.getByRole('heading', { name, exact: false }).first().waitFor();
  await axeClean(page, 'the card');
});

journey('a typed question is answered with citations and goes on as a gated draft', {}, async ({ page, call, home }) => {
  const [account] = await call('list_accounts', { filter: 'Pellworth' });
  const question = 'Where is our data stored?';
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').waitFor();
  await page.keyboard.type('answer an obj');
  await page.getByRole('option', { name: 'Answer an objection…' }).waitFor();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Answer an objection' });
  await dialog.getByLabel('Account').selectOption({ label: 'Pellworth Mutual' });
  await dialog.getByLabel('What the buyer asks').fill(question);
  await page.keyboard.press('Enter');
  const card = page.getByRole('region', { name: 'Objection briefing' });
  await card.waitFor();
  const made = await call('brief_objection', { account: account.id, question });
  assert.ok(made.parts.some((part) => part.hasAnswer), 'the sample answers it');
  await card.locator('.verdict .badge', { hasText: made.parts[0].stateWords }).first().waitFor();
  await card.locator('.say .cite').first().click();
  await page.locator('aside.pane mark').first().waitFor();
  await page.keyboard.press('Escape');
  assert.equal(await page.getByRole('button', { name: /copy/i }).count(), 0, 'buyer-facing text is not offered for copying');

  const path = join(home, 'card.md');
  await call('export_objection', { account: account.id, question, asOf: made.asOf, format: 'markdown', path });
  assert.match(readFileSync(path, 'utf8'), /INTERNAL/);

  await page.keyboard.press('d');
  await page.getByRole('region', { name: 'Gate' }).waitFor();
  const id = decodeURIComponent(page.url().split('#/drafts/')[1]);
  const draft = await call('get_draft', { draft: id });
  assert.equal(draft.kind, 'objection-answer');
  assert.equal(draft.gate.tier, made.approval.tier, 'the card told the tier that the draft has');
  assert.equal(draft.gate.release.may, false);
  const cited = made.parts.flatMap((part) => part.answer).flatMap((one) => one.citations.map(({ passage }) => passage));
  assert.deepEqual(new Set(draft.chips.map(({ passage }) => passage)), new Set(cited));
  assert.equal(draft.findings.filter(({ severity, code }) => severity === 'blocks' && code.startsWith('CIT')).length, 0, JSON.stringify(draft.findings));
});

journey('what no source answers is said as such, with whom to ask', {}, async ({ page, call }) => {
  const [account] = await call('list_accounts', { filter: 'Pellworth' });
  await go(page, `#/accounts/${account.id}/objections?q=${encodeURIComponent('Do you run on quantum annealing hardware in orbit?')}`);
  const card = page.getByRole('region', { name: 'Objection briefing' });
  await card.locator('.gapbox').getByText(/Ask: /).first().waitFor();
  await card.locator('.badge', { hasText: 'No source' }).first().waitFor();
  assert.equal(await card.locator('.say .cite').count(), 0);
  await page.keyboard.press('q');
  await page.getByRole('region', { name: 'Objections' }).waitFor();
});
