// A finding that waits for a person: its author accepts it by name, or somebody whom policy names overrides it, and what
// blocks stays whoever signs.
import assert from 'node:assert/strict';
import { go, journey, PASSPHRASE, workAs } from '../support/desk.js';

/** Names somebody who is no reader, with an address: a person has to say that this may be passed on. */
const OTHERS_ADDRESS = 'Hello everyone,\n\nThank you for the hour on Friday. Petra Novak, petra.novak@quarrystone.example, was glad to hear of you.';

async function started(call, body) {
  const [account] = await call('list_accounts', { filter: 'Orrin' });
  const blank = await call('start_draft', { account: account.id, kind: 'follow-up', purpose: 'Say thank you', briefing: null, option: null, meeting: null, template: null });
  const domain = blank.people[0].email.split('@')[1];
  return call('save_draft', { draft: blank.id, base: blank.revision, recipients: [{ name: null, email: `team@${domain}` }], subject: 'Friday', body, chips: [], showSources: false, criteria: null });
}

async function withKey(page, open, button, { reason, says } = {}) {
  await page.getByRole('button', { name: open }).click();
  const dialog = page.getByRole('dialog');
  if (says) await dialog.getByText(says).waitFor();
  const act = dialog.getByRole('button', { name: button });
  const passphrase = dialog.getByLabel('Passphrase of your key');
  if (await passphrase.count()) await passphrase.fill(PASSPHRASE);
  if (reason) {
    assert.equal(await act.getAttribute('aria-disabled'), 'true', 'not without a reason');
    await dialog.getByLabel('Reason').fill(reason);
  }
  await act.click();
  await dialog.waitFor({ state: 'detached' });
}

journey('a finding is accepted by name with a reason, and asked again when its words change', {}, async ({ page, call }) => {
  const draft = await started(call, OTHERS_ADDRESS);
  assert.equal(draft.gate.open, 1, JSON.stringify(draft.findings.map((one) => one.says)));
  await go(page, `#/drafts/${draft.id}`);
  const gate = page.getByRole('region', { name: 'Gate' });
  const sign = gate.getByRole('button', { name: 'Sign off…' });
  await sign.waitFor();
  assert.equal(await sign.getAttribute('aria-disabled'), 'true');
  const finding = page.getByRole('article').filter({ hasText: 'PRV002' });
  await finding.getByRole('button', { name: 'Accept by name…' }).click();
  const accept = finding.getByRole('button', { name: 'Accept', exact: true });
  assert.equal(await accept.getAttribute('aria-disabled'), 'true', 'not without a reason');
  await finding.getByLabel('Why this is right here').fill('Petra asked me to pass her address on');
  await accept.click();
  await finding.getByText(/Mara Ellvik: “Petra asked me to pass her address on”/).waitFor();
  await withKey(page, 'Sign off…', 'Sign off with my key');
  await gate.getByText(/Signed off by Mara Ellvik/).waitFor();

  const signed = await call('get_draft', { draft: draft.id });
  const { recipients, subject } = signed;
  const body = OTHERS_ADDRESS.replaceAll('petra.novak@', 'p.novak@');
  const edited = await call('save_draft', { draft: draft.id, base: signed.revision, recipients, subject, body, chips: [], showSources: false, criteria: null });
  assert.deepEqual([edited.gate.open, edited.gate.release.may], [1, false], 'another address is another question');
});

journey('who policy names overrides an open finding with a reason, in their turn', {}, async ({ page, call }) => {
  const draft = await started(call, `${OTHERS_ADDRESS} Shall we talk about the liability clause then?`);
  await go(page, `#/drafts/${draft.id}`);
  const gate = page.getByRole('region', { name: 'Gate' });
  await gate.getByRole('button', { name: 'Hand to review…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Hand to review' }).click();
  await gate.getByText(/wrote a revision of this draft and cannot sign it off/).waitFor();
  assert.equal(await gate.getByRole('button', { name: 'Override…' }).count(), 0, 'its author does not override');

  // The deal desk signs knowing that legal has to override; legal cannot sign without doing so.
  const review = page.getByRole('region', { name: 'Reviews' }).getByRole('link', { name: 'Friday' });
  await workAs(page, 'Joren Tavick');
  await go(page, '#/reviews');
  await review.click();
  assert.equal(await page.getByRole('button', { name: 'Override…' }).count(), 0);
  await withKey(page, 'Sign off…', 'Sign off with my key', { says: /until somebody who signs after you overrides it/ });
  assert.equal((await call('get_draft', { draft: draft.id })).gate.release.may, false);
  await workAs(page, 'Nadja Bashiran');
  await go(page, '#/reviews');
  await review.click();
  assert.equal(await page.getByRole('button', { name: 'Sign off…' }).getAttribute('aria-disabled'), 'true');
  await withKey(page, 'Override…', 'Override with my key', { reason: 'The address stands on their own site' });
  const signed = await call('get_draft', { draft: draft.id });
  assert.deepEqual([signed.state, signed.signOffs.map((one) => [one.name, one.meaning])], ['signed_off', [['Joren Tavick', 'approved'], ['Nadja Bashiran', 'overridden']]]);
  assert.equal(signed.gate.release.may, true, signed.gate.release.whyNot);
  await gate.getByText(/1 finding is overridden/).waitFor();
  const finding = page.getByRole('article', { name: /^Overridden/ });
  await finding.getByText('Nadja Bashiran: “The address stands on their own site”').waitFor();
  assert.equal(await finding.getByRole('button', { name: 'Accept by name…' }).count(), 0);
});

journey('nobody overrides what blocks', {}, async ({ page, call }) => {
  const draft = await started(call, `${OTHERS_ADDRESS} We encrypt all of it with AES-256. Shall we talk about the liability clause then?`);
  assert.ok(draft.gate.blocking > 0);
  await call('switch_person', { person: 'Nadja Bashiran' });
  await page.reload();
  await go(page, `#/drafts/${draft.id}`);
  const gate = page.getByRole('region', { name: 'Gate' });
  await gate.getByText(/Manager-approved/).first().waitFor();
  assert.equal(await gate.getByRole('button', { name: 'Override…' }).count(), 0);
  await assert.rejects(
    call('decide_draft', { draft: draft.id, revision: draft.revision, meaning: 'overridden', reason: 'It is true', passphrase: PASSPHRASE }),
    /blocks/,
  );
  assert.equal((await call('get_draft', { draft: draft.id })).signOffs.length, 0);
});
