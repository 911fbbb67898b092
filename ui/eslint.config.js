import js from "@eslint/js";
import svelte from "eslint-plugin-svelte";
import globals from "globals";
import ts from "typescript-eslint";
import svelteConfig from "./svelte.config.js";

export default ts.config(
  { ignores: ["dist", "output", "node_modules"] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    rules: {
      "no-console": "error",
      "no-undef": "off",
      // Maps and sets are replaced as a whole here, never changed in place.
      "svelte/prefer-svelte-reactivity": "off",
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
    },
  },
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: [".svelte"], svelteConfig } },
  },
  {
    // Browsers' own zones are older than the engine's: `zones.ts` knows what it says.
    files: ["src/**"],
    rules: {
      "no-restricted-syntax": [
        "error",
        { selector: "Property[key.name='timeZone']:not([value.value='UTC'])", message: "Only UTC: ask zones.ts what clocks show in a zone." },
        {
          selector: ":matches(NewExpression, CallExpression[parent.property.name!='resolvedOptions'])[callee.object.name='Intl'][callee.property.name='DateTimeFormat']:not(:has(Property[key.name='timeZone'][value.value='UTC']))",
          message: "Name timeZone: \"UTC\", and hand over what zones.ts says that clocks show.",
        },
        {
          selector: "MemberExpression[property.name=/^(get|set)(FullYear|Month|Date|Day|Hours|Minutes|Seconds)$|^getTimezoneOffset$|^toLocale(Date|Time)?String$/]",
          message: "That is the computer's own zone: use the UTC methods on what zones.ts says that clocks show.",
        },
      ],
      "no-restricted-imports": [
        "error",
        {
          name: "@internationalized/date",
          allowImportNames: ["parseDate"],
          allowTypeImports: true,
          message: "Plain dates only: its zones are the browser's.",
        },
      ],
    },
  },
  { files: ["scripts/**", "tests/**"], rules: { "no-console": "off" } },
);
