import type { Locator, Page } from 'playwright-core';
import { z } from 'zod';
import type { EditorPage } from './editor-page';

/** How long a popup, or the page that a person decides on, may take on a busy machine. */
const PATIENCE_MS = 60_000;

const testedSchema = z.object({ data: z.object({ status: z.string(), message: z.string() }) });

/** What a person does on the page of the system that asks for consent. */
export interface Consent {
	decision: 'Allow' | 'Deny';
	/** Company to choose where there is a choice, by its name. */
	company?: string;
}

/** n8n's own dialog in which a credential is made. */
export class CredentialDialog {
	private constructor(
		private readonly page: Page,
		readonly dialog: Locator,
	) {}

	/** Opens the dialog for a new credential whose kind is picked by its display name. */
	static async create(editor: EditorPage, kind: string): Promise<CredentialDialog> {
		const { page } = editor;
		await page.goto(`${editor.address}/home/credentials/create`);
		const kinds = page.locator('[data-test-id="new-credential-type-select"] input');
		await kinds.fill(kind);
		await page
			.locator('[data-test-id="new-credential-type-select-option"]')
			.filter({ hasText: kind })
			.click();
		await page.locator('[data-test-id="new-credential-type-button"]').click();
		const dialog = page.locator('[data-test-id="editCredential-modal"]');
		await dialog.locator('[data-test-id="node-credentials-config-container"]').waitFor();
		return new CredentialDialog(page, dialog);
	}

	private field(name: string): Locator {
		return this.dialog.locator(`[data-test-id="parameter-input-${name}"]`);
	}

	/** Types a value into each named field. */
	async fill(values: Readonly<Record<string, string>>): Promise<void> {
		for (const [name, value] of Object.entries(values)) {
			const input = this.field(name).locator('input');
			await input.fill(value);
			await input.blur();
		}
	}

	/** Picks an option of a list by its name. */
	async choose(name: string, option: string): Promise<void> {
		await this.field(name).click();
		await this.page
			.locator('[data-test-id="parameter-input-item"]:visible')
			.filter({ hasText: option })
			.click();
	}

	/** Name that n8n gave the credential. */
	async name(): Promise<string> {
		const shown = this.dialog.locator('[data-test-id="credential-name"]');
		return (await shown.locator('[data-test-id="inline-edit-preview"]').innerText()).trim();
	}

	/** All that the dialog shows. */
	async text(): Promise<string> {
		return await this.dialog.innerText();
	}

	/** Whether the dialog says that the account is connected. */
	async isConnected(): Promise<boolean> {
		return await this.success().isVisible();
	}

	private success(): Locator {
		return this.dialog
			.locator('[data-test-id="oauth-connect-success-banner"]')
			.filter({ hasText: 'Account connected', visible: true });
	}

	/** Presses Connect and returns the window that opens. */
	async pressConnect(): Promise<Page> {
		const opened = this.page.context().waitForEvent('page', { timeout: PATIENCE_MS });
		await this.dialog.locator('[data-test-id="quick-connect-button"]').click();
		return await opened;
	}

	/**
	 * Presses Connect and decides on the page of the other system.
	 *
	 * @returns what n8n's callback page says afterwards; empty when n8n has closed it by then.
	 */
	async connect({ decision, company }: Consent): Promise<string> {
		const popup = await this.pressConnect();
		const answer = popup.getByRole('button', { name: decision });
		await answer.waitFor({ timeout: PATIENCE_MS });
		if (company !== undefined) {
			await popup.getByLabel('Company').selectOption({ label: company });
		}
		const callback = popup
			.waitForURL(/oauth2-credential\/callback/, { timeout: PATIENCE_MS, waitUntil: 'commit' })
			.then(() => popup.locator('body').textContent({ timeout: PATIENCE_MS }))
			// n8n closes the window as soon as it was told of a success.
			.catch(() => null);
		await answer.click({ noWaitAfter: true });
		const said = (await callback) ?? '';
		if (said.includes('The window can be closed now')) await popup.close();
		return said;
	}

	/** Waits until the dialog says that the account is connected. */
	async connected(): Promise<void> {
		await this.success().waitFor({ timeout: PATIENCE_MS });
	}

	/**
	 * Presses Save, after which n8n tests the credential, and returns what the dialog then shows of the
	 * test: that it went well, or the sentence that says what is wrong.
	 */
	async verdict(): Promise<string> {
		const tested = this.page.waitForResponse(/\/rest\/credentials\/test$/, {
			timeout: PATIENCE_MS,
		});
		await this.dialog.locator('[data-test-id="credential-save-button"]').click();
		const { data } = testedSchema.parse(await (await tested).json());
		const said = data.status === 'OK' ? 'Connection tested successfully' : data.message;
		const shown = this.dialog.getByText(said).filter({ visible: true }).first();
		const details = this.dialog.getByText('More details').filter({ visible: true }).first();
		await shown.or(details).first().waitFor({ timeout: PATIENCE_MS });
		if (await details.isVisible()) await details.click();
		await shown.waitFor({ timeout: PATIENCE_MS });
		return said;
	}
}
