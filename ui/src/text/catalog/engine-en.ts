/** What the engine says, by which its texts are recognised. */
const files = import.meta.glob<string>("../../../../src-tauri/core/text/engine/en/*.ftl", { query: "?raw", import: "default", eager: true });

export default Object.values(files).join("\n");
