import { defineConfig } from "@playwright/test";

// Two checkouts can be tested at once, each on its own port.
const port = process.env["SCREENS_PORT"] ?? "4173";
const address = `http://127.0.0.1:${port}`;

// The tests drive the built page, as the app shows it, on the backend that
// answers by itself.
export default defineConfig({
  testDir: "tests/screens",
  testMatch: "*.ts",
  testIgnore: "*support.ts",
  outputDir: "output/screens",
  fullyParallel: true,
  workers: process.env["CI"] ? 2 : 1,
  // A test that passes only the second time has a fault: it, or what it tests, is mended.
  retries: 0,
  // For a machine that does much else; who waits in vain is told for what.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: [["list"]],
  use: {
    baseURL: address,
    viewport: { width: 1280, height: 800 },
    locale: "en-GB",
    timezoneId: "Europe/Budapest",
    launchOptions: {
      executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium-headless-shell",
      args: [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
      ],
    },
  },
  webServer: {
    command: `npm run preview -- --port ${port}`,
    url: address,
    reuseExistingServer: false,
    timeout: 180_000,
  },
});
