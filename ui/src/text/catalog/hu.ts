/** The Hungarian catalogues: the window's, and what the engine says. */
const files = import.meta.glob<string>("./hu/*.ftl", { query: "?raw", import: "default", eager: true });
const engineFiles = import.meta.glob<string>("../../../../src-tauri/core/text/engine/hu/*.ftl", { query: "?raw", import: "default", eager: true });

export default Object.values(files).join("\n");
export const engine = Object.values(engineFiles).join("\n");
