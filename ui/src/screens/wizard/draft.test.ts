import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Draft } from "../../ipc/backend";

const { app, stored } = vi.hoisted(() => ({ app: { draft: null as Draft | null }, stored: { saveDraft: vi.fn(), deleteDraft: vi.fn() } }));
vi.mock("../../state/app.svelte", () => ({ app }));
vi.mock("../../ipc", () => ({ backend: stored }));

import { DraftKeeper } from "./draft.svelte";
import { spec } from "./test-model";
import { Wizard } from "./wizard.svelte";

const other: Draft = { saved_at: "2026-11-01T10:00:00.000Z", export_id: null, spec: spec({ name: "Other" }), connection: 1, visited: [], by_hand: false };
const edit = () => new Wizard({ exportId: 7, spec: spec({ name: "Points" }), connection: 1, timezone: "UTC" });
const saved = () => stored.saveDraft.mock.calls.map(([draft]) => (draft as Draft).spec.name);

beforeEach(() => {
  app.draft = null;
  stored.saveDraft.mockReset().mockResolvedValue(undefined);
  stored.deleteDraft.mockReset().mockResolvedValue(undefined);
});

describe("a draft", () => {
  it("is kept of changes, and gone once they are an export", async () => {
    const wizard = edit();
    const keeper = new DraftKeeper(wizard);
    await keeper.flush();
    expect(saved()).toEqual([]);
    wizard.spec.name = "Gold";
    await keeper.flush();
    expect(saved()).toEqual(["Gold"]);
    await keeper.discard();
    expect([stored.deleteDraft.mock.calls.length, app.draft]).toEqual([1, null]);
  });

  it("of something else stays when an export is saved", async () => {
    app.draft = other;
    await new DraftKeeper(edit()).discard();
    expect([stored.deleteDraft.mock.calls.length, app.draft]).toEqual([0, other]);
  });

  it("of something else isn’t replaced until that is said", async () => {
    app.draft = other;
    const wizard = edit();
    const keeper = new DraftKeeper(wizard);
    expect(keeper.held).toBe(false);
    wizard.spec.name = "Gold";
    expect(keeper.held).toBe(true);
    await keeper.flush();
    expect(saved()).toEqual([]);
    app.draft = null;
    await keeper.flush();
    expect(saved()).toEqual(["Gold"]);
    expect(keeper.held).toBe(false);
  });

  it("is replaced by a new export, which says so", async () => {
    app.draft = other;
    const wizard = new Wizard({ exportId: null, spec: null, connection: 1, timezone: "UTC" });
    wizard.spec.name = "Gold";
    await new DraftKeeper(wizard, { replaces: true }).flush();
    expect(saved()).toEqual(["Gold"]);
  });

  it("that is gone on with is replaced and ended as one’s own", async () => {
    app.draft = other;
    const wizard = edit();
    const keeper = new DraftKeeper(wizard, { own: other.saved_at });
    wizard.spec.name = "Gold";
    await keeper.flush();
    expect(saved()).toEqual(["Gold"]);
    await keeper.discard();
    expect(stored.deleteDraft).toHaveBeenCalledOnce();

    app.draft = other;
    const offered = new DraftKeeper(edit());
    offered.takeUp(other);
    await offered.discard();
    expect(stored.deleteDraft).toHaveBeenCalledTimes(2);
  });
});
