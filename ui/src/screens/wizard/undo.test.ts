import { describe, expect, it } from "vitest";
import { spec } from "./test-model";
import { Undo } from "./undo.svelte";
import { Wizard } from "./wizard.svelte";

function begin() {
  const wizard = new Wizard({ exportId: null, spec: spec({ name: "Points" }), connection: 1, timezone: "UTC" });
  let now = 0;
  const undo = new Undo(wizard, () => now);
  return {
    wizard,
    undo,
    change(act: () => void, after = 5_000) {
      now += after;
      act();
      undo.changed();
    },
  };
}

describe("undo", () => {
  it("goes back change by change, and forth again", () => {
    const { wizard, undo, change } = begin();
    change(() => (wizard.spec.name = "Gold"));
    change(() => (wizard.spec.filters = [[{ field: "points", operator: "is", value: 1 }]]));
    expect(undo.undo()).toBe("filters");
    expect(wizard.spec.filters).toEqual([]);
    expect(undo.undo()).toBe("name");
    expect(wizard.spec.name).toBe("Points");
    expect(undo.undo()).toBeNull();
    expect(undo.redo()).toBe("name");
    expect(undo.redo()).toBe("filters");
    expect(wizard.spec).toMatchObject({ name: "Gold", filters: [[{ value: 1 }]] });
    expect(undo.redo()).toBeNull();
  });

  it("takes letters that follow one another as one change, and other parts apart", () => {
    const { wizard, undo, change } = begin();
    for (const name of ["G", "Go", "Gold"]) change(() => (wizard.spec.name = name), 100);
    change(() => (wizard.spec.aggregation = true), 100);
    expect(undo.undo()).toBe("aggregation");
    expect(wizard.spec.name).toBe("Gold");
    expect(undo.undo()).toBe("name");
    expect(wizard.spec.name).toBe("Points");
    expect(undo.canUndo).toBe(false);
  });

  it("forgets what was undone once something else is changed", () => {
    const { wizard, undo, change } = begin();
    change(() => (wizard.spec.name = "Gold"));
    undo.undo();
    change(() => (wizard.byHand = !wizard.byHand));
    expect(undo.canRedo).toBe(false);
    expect(undo.undo()).toBe("schedule");
  });

  it("keeps a number that can't be read, and never shares what was", () => {
    const { wizard, undo, change } = begin();
    change(() => (wizard.spec.filters = [[{ field: "points", operator: "is", value: Number.NaN }]]));
    change(() => (wizard.spec.name = "Gold"));
    undo.undo();
    expect(wizard.spec.filters[0]?.[0]?.value).toBeNaN();
    const condition = wizard.spec.filters[0]?.[0];
    if (condition) change(() => (condition.value = 7));
    undo.undo();
    expect(wizard.spec.filters[0]?.[0]?.value).toBeNaN();
  });

  it("begins anew with another connection", () => {
    const { wizard, undo, change } = begin();
    change(() => (wizard.spec.name = "Gold"));
    change(() => (wizard.connection = 2));
    expect(undo.canUndo).toBe(false);
  });
});
