/**
 * Light or dark. The root element always carries the resolved theme, so that
 * the tokens are written once for each of them.
 */
import type { Settings } from "../ipc/backend";

const system = window.matchMedia("(prefers-color-scheme: dark)");
let chosen: Settings["theme"] = "system";

function apply() {
  const dark = chosen === "system" ? system.matches : chosen === "dark";
  document.documentElement.dataset["theme"] = dark ? "dark" : "light";
}

export function setTheme(theme: Settings["theme"]) {
  chosen = theme;
  apply();
}

system.addEventListener("change", apply);
apply();
