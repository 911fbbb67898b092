import { describe, expect, it } from "vitest";
import { askBefore } from "../parts/pending";
import { router } from "./router.svelte";

describe("another screen", () => {
  it("waits for the answer of a dialog with unsaved input", () => {
    let goOn: () => void = () => undefined;
    const end = askBefore((then) => {
      goOn = then;
      return true;
    });
    router.exports(5);
    expect(router.current).toEqual({ screen: "exports", selected: null });
    end();
    goOn();
    expect(router.current).toEqual({ screen: "exports", selected: 5 });
  });

  it("comes at once where nothing would be lost", () => {
    const end = askBefore(() => false);
    router.go({ screen: "about" });
    end();
    expect(router.current).toEqual({ screen: "about" });
  });

  it("asks the dialog on top first, then the one below, then the screen", () => {
    const asked: string[] = [];
    const closing: Record<string, () => void> = {};
    const dialog = (name: string) => (closing[name] = askBefore((then) => {
      asked.push(name);
      closing[name]?.();
      then();
      return true;
    }));
    dialog("below");
    dialog("above");
    const end = router.guard(() => {
      asked.push("screen");
      return false;
    });
    router.go({ screen: "settings" });
    end();
    expect(asked).toEqual(["above", "below", "screen"]);
    expect(router.current).toEqual({ screen: "about" });
  });
});
