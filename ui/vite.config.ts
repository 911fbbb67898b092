import { svelte } from "@sveltejs/vite-plugin-svelte";
import { readFileSync } from "node:fs";
import { defineConfig } from "vitest/config";

interface ShellConfig {
  app: { security: { csp: string } };
}

const shell = JSON.parse(readFileSync(new URL("../tauri.conf.json", import.meta.url), "utf8")) as ShellConfig;

export default defineConfig({
  plugins: [svelte()],
  // Relative paths work both for the shell's own protocol and for a plain server.
  base: "./",
  clearScreen: false,
  build: {
    target: ["es2022", "chrome110", "safari16.4"],
    // The content security policy allows no inline scripts.
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
  },
  server: { host: "127.0.0.1", port: 5173, strictPort: true },
  preview: {
    host: "127.0.0.1",
    port: 4173,
    strictPort: true,
    // What the app forbids is forbidden in screen tests too.
    headers: { "Content-Security-Policy": shell.app.security.csp },
  },
  test: { include: ["src/**/*.test.ts"], environment: "node" },
});
