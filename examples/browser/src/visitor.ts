import { strict as assert } from 'node:assert';
import type { Page } from 'playwright-core';
import type { Sample } from './samples.ts';

/** Somebody who looks at the page. */
export interface Visitor {
  /** Fills in the form, presses the button, and waits for what the page answers. */
  publish(sample: Sample, answer?: RegExp): Promise<void>;
  /** Waits until the list shows the revision of a sample's channel, once. */
  see(sample: Sample, sequence: number): Promise<void>;
  /** Opens a report that the list shows, and reads it. */
  read(sample: Sample): Promise<void>;
  /** Writes what is to be seen to a PNG file. */
  photograph(path: string): Promise<void>;
}

/** How long anything that should come at once may take, in milliseconds. */
const patience = 20_000;

/** Opens an address as somebody would, and waits until the page is connected. */
export async function visit(page: Page, address: string): Promise<Visitor> {
  page.setDefaultTimeout(patience);
  const row = ({ agent, feature }: Sample) =>
    page.locator(
      `#reports button[data-channel^="agog.deliverables.${agent}."][data-channel$=".${feature}"]`,
    );
  await page.goto(address);
  await page.locator('#connection[data-state="live"]').waitFor();

  return {
    async publish(sample, answer = /^Stored as #\d+ on agog\.deliverables\./) {
      const published = page.locator('#published');
      await page.locator('#agent').selectOption(sample.agent);
      await page.locator('[name="feature"]').fill(sample.feature);
      await page.locator('[name="summary"]').fill(sample.summary);
      await page.locator('[name="content"]').fill(sample.content);
      await page.locator('#publish-button').click();
      await page.locator('#publish-button:enabled').waitFor();
      assert.match(`${await published.textContent()}`, answer);
    },
    async see(sample, sequence) {
      await row(sample)
        .filter({ hasText: `#${sequence} ` })
        .waitFor();
      assert.equal(await row(sample).count(), 1);
      assert.equal(await row(sample).locator('strong').textContent(), sample.title);
    },
    async read(sample) {
      await row(sample).click();
      await page.locator('#reader #content', { hasText: sample.content }).waitFor();
      assert.equal(await page.locator('#content').textContent(), sample.content);
      assert.match(`${await page.locator('#proof').textContent()}`, /digest checked/);
      const notice = JSON.parse(`${await page.locator('#notice').textContent()}`);
      assert.equal(notice.summary, sample.summary);
    },
    async photograph(path) {
      await page.screenshot({ path });
    },
  };
}
