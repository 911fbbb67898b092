/** Some of the app's dependencies, for the About screen in a browser. */
import type { About } from "../backend";

const NPM = ["@fontsource-variable/inter 5.3.0 OFL-1.1", "@internationalized/date 3.12.4 Apache-2.0", "@lucide/svelte 1.48.0 ISC", "bits-ui 2.21.0 MIT", "svelte 5.57.3 MIT"];
const RUST = [
  "arrow 59.3.0 Apache-2.0", "chrono 0.4.44 MIT OR Apache-2.0", "chrono-tz 0.10.4 MIT OR Apache-2.0", "datafusion 55.2.0 Apache-2.0",
  "encoding_rs 0.8.35 (Apache-2.0 OR MIT) AND BSD-3-Clause", "flate2 1.1.9 MIT OR Apache-2.0", "rfd 0.17.0 MIT", "serde 1.0.240 MIT OR Apache-2.0",
  "sha2 0.11.0 MIT OR Apache-2.0", "sqlx 0.9.1 MIT OR Apache-2.0", "tauri 2.12.5 Apache-2.0 OR MIT", "thiserror 2.0.20 MIT OR Apache-2.0", "tokio 1.50.0 MIT",
];

function read(source: "npm" | "rust", lines: string[]): About["packages"] {
  return lines.map((line) => {
    const [name = "", version = "", ...license] = line.split(" ");
    return { name, version, license: license.join(" "), source };
  });
}

export const packages: About["packages"] = [...read("npm", NPM), ...read("rust", RUST)].sort((one, other) => (one.name < other.name ? -1 : 1));
