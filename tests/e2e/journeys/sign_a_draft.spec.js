// Each tier as a person meets it: the owner signs a plain text, a discount needs others, a reminder takes one click,
// and where policy lets nothing be made there is no draft.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { go, journey, PASSPHRASE, workAs } from '../support/desk.js';

const PLAIN = 'Hello everyone,\n\nThank you for the hour on Friday. I look forward to our next talk.';

/** A draft to a buyer who is no executive, of an account that was not written to lately. */
async function started(call, body, kind = 'follow-up') {
  const [account] = await call('list_accounts', { filter: 'Orrin' });
  const blank = await call('start_draft', { account: account.id, kind, purpose: 'Say thank you', briefing: null, option: null, meeting: null, template: null });
  const domain = blank.people[0].email.split('@')[1];
  return call('save_draft', { draft: blank.id, base: blank.revision, recipients: [{ name: null, email: `team@${domain}` }], subject: 'Friday', body, chips: [], showSources: false, criteria: null });
}

async function sign(page) {
  await page.getByRole('button', { name: 'Sign off…' }).click();
  const dialog = page.getByRole('dialog');
  const passphrase = dialog.getByLabel('Passphrase of your key');
  if (await passphrase.count()) await passphrase.fill(PASSPHRASE);
  await dialog.getByRole('button', { name: 'Sign off with my key' }).click();
  await dialog.waitFor({ state: 'detached' });
}

journey('the owner signs a plain text in person, and one character more ends it', {}, async ({ page, call, home }) => {
  const draft = await started(call, PLAIN);
  await go(page, `#/drafts/${draft.id}`);
  const gate = page.getByRole('region', { name: 'Gate' });
  await gate.getByText(/Draft-only/).first().waitFor();
  await page.getByText('DRAFT – NOT SIGNED OFF').first().waitFor();
  await sign(page);
  await gate.getByText(/Signed off by Mara Ellvik/).waitFor();
  await page.getByRole('textbox', { name: 'Text of the draft' }).click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('!');
  await gate.getByText(/Needs the account's owner in person/).waitFor();
  const edited = await call('get_draft', { draft: draft.id });
  assert.equal(edited.gate.release.may, false);

  await sign(page);
  await gate.getByText(/Signed off by Mara Ellvik/).waitFor();
  const path = join(home, 'out.md');
  const released = await call('release_draft', { draft: draft.id, revision: edited.revision, destination: 'file.md', path });
  assert.match(readFileSync(path, 'utf8'), /signed off by Mara Ellvik/);
  assert.equal(released.number, 1);
  await gate.getByText(/Released/).waitFor();
});

journey('a discount refuses its author and takes the deal desk, then finance', {}, async ({ page, call }) => {
  const draft = await started(call, 'Hello everyone,\n\nThank you for the hour. Shall we talk about the discount on Friday?');
  await go(page, `#/drafts/${draft.id}`);
  const gate = page.getByRole('region', { name: 'Gate' });
  await gate.getByText(/Manager-approved/).first().waitFor();
  await gate.getByRole('button', { name: 'Hand to review…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Hand to review' }).click();
  await gate.getByText(/wrote a revision of this draft and cannot sign it off/).waitFor();
  assert.equal(await gate.getByRole('button', { name: 'Sign off…' }).getAttribute('aria-disabled'), 'true');
  for (const name of ['Joren Tavick', 'Eskil Varne']) {
    await workAs(page, name);
    await go(page, '#/reviews');
    await page.getByRole('region', { name: 'Reviews' }).getByRole('link', { name: 'Friday' }).click();
    await sign(page);
  }
  const signed = await call('get_draft', { draft: draft.id });
  assert.deepEqual([signed.state, signed.gate.given], ['signed_off', 2]);
});

journey('a reminder from its template takes one click, with a discount it does not', {}, async ({ page, call }) => {
  // A meeting whose title speaks of nothing that somebody must decide on.
  let reminder;
  for (const { id } of await call('list_accounts', { filter: '' })) {
    const { rows } = await call('get_timeline', { account: id, kinds: ['meeting'], offset: 0, limit: 50 });
    for (const { entry } of rows) {
      if (reminder) break;
      const made = await call('start_draft', { account: id, kind: 'reminder', purpose: null, briefing: null, option: null, meeting: entry, template: 'Meeting reminder' });
      if (made.gate.tier === 'automation-safe' && made.gate.open === 0) reminder = made;
    }
  }
  assert.ok(reminder, 'the sample has such a meeting');
  await go(page, `#/drafts/${reminder.id}`);
  await sign(page);
  const signed = await call('get_draft', { draft: reminder.id });
  assert.equal(signed.state, 'signed_off', signed.gate.sentence);
  const { recipients, subject, body } = signed;
  const sweetened = await call('save_draft', { draft: reminder.id, base: signed.revision, recipients, subject, body: `${body}\n\nThe discount ends then.`, chips: [], showSources: false, criteria: null });
  assert.deepEqual([sweetened.gate.tier, sweetened.gate.approve.may], ['manager-approved', false]);
});

journey('under read-only there is no draft, and the reason is shown', { refused: 1 }, async ({ page, call }) => {
  await call('switch_person', { person: 'Signe Aldahl' });
  const { text } = await call('get_policy');
  const closed = text.replace('[[rule]]', '[[rule]]\nname = "Nothing for this account"\nwhen = { accounts = ["Orrin Vale Logistics"] }\ntier = "read-only"\n\n[[rule]]');
  await call('adopt_policy', { text: closed });
  await call('switch_person', { person: 'Mara Ellvik' });
  const [account] = await call('list_accounts', { filter: 'Orrin' });
  await assert.rejects(call('start_draft', { account: account.id, kind: 'follow-up', purpose: 'Say thank you', briefing: null, option: null, meeting: null, template: null }), /read-only/);
  assert.deepEqual((await call('list_drafts', { account: account.id })).rows, []);
  await page.reload();
  await go(page, '#/drafts');
  await page.getByRole('button', { name: 'New draft…' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Account').selectOption({ label: 'Orrin Vale Logistics' });
  await dialog.getByLabel('What it is to achieve').fill('Say thank you');
  await dialog.getByRole('button', { name: 'Start' }).click();
  await dialog.getByText(/read-only/).first().waitFor();
});
