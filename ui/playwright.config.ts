import { defineConfig } from "@playwright/test";

// The tests drive the built page, as the app shows it, on the backend that
// answers by itself.
export default defineConfig({
  testDir: "tests/screens",
  testMatch: "*.ts",
  testIgnore: "*support.ts",
  outputDir: "output/screens",
  fullyParallel: true,
  workers: process.env["CI"] ? 2 : 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  use: {
    baseURL: "http://127.0.0.1:4173",
    viewport: { width: 1280, height: 800 },
    locale: "en-GB",
    timezoneId: "Europe/Budapest",
    launchOptions: {
      executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
      ],
    },
  },
  webServer: {
    command: "npm run preview",
    url: "http://127.0.0.1:4173",
    reuseExistingServer: false,
    timeout: 180_000,
  },
});
