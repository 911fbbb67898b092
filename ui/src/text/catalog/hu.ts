/** The Hungarian catalogue. */
const files = import.meta.glob<string>("./hu/*.ftl", { query: "?raw", import: "default", eager: true });

export default Object.values(files).join("\n");
