import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

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
  preview: { host: "127.0.0.1", port: 4173, strictPort: true },
  test: { include: ["src/**/*.test.ts"], environment: "node" },
});
