/** Finds words that are shown without being in the catalogue. */
import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "svelte/compiler";
import ts from "typescript";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));

/** What isn't of the window's own words: the engine's imitation, and the handbook, whose own test compares its languages. */
const APART = /^(ipc\/(fake|bindings)|handbook)\b|\.test\.ts$|test-model\.ts$|^text\/(pseudo|say|language\.svelte)\.ts$|^text\/catalog\//;

/** Texts that are the same in every language, or are no texts. */
const ALLOWED: [where: RegExp, what: RegExp][] = [
  // A language says its name in itself.
  [/^text\/settings\.ts$/, /^(English|Magyar|Deutsch)$/],
  [/^screens\/telling\/AddressInput\.svelte$/, /^Enter$/],
  // Keys have letters on them, and definitions have words of their own.
  [/^screens\/exports\/Exports\.svelte$/, /^F$/],
  [/^screens\/mapping\/FieldRow\.svelte$/, /^\$\.member$/],
  [/^screens\/wizard\/ValuesPart\.svelte$/, /^iso$/],
  [/^screens\/wizard\/format-examples\.ts$/, /^CR LF$/],
  // The engine writes months and weekdays into files in English.
  [/^screens\/wizard\/moment\.ts$/, /^(January|February|March|April|May|June|July|August|September|October|November|December|\w+day)$/],
  // Selectors, and names of systems and browsers.
  [/./, /\b(input|textarea)\b/],
  [/^state\/theme\.ts$/, /^\(prefers-color-scheme: dark\)$/],
  [/^parts\/announcer\.ts$/, /^(Linux|Chrome)$/],
];

const files = readdirSync(root, { recursive: true }).map((file) => String(file).replaceAll("\\", "/"))
  .filter((file) => /\.(svelte|ts)$/.test(file) && !APART.test(file)).sort();

/** Attributes of elements and parts that are shown or spoken. */
const SHOWN = /^(label|title|placeholder|hint|text|alt|description|prefix|unit|optional|error|wrong|aria-label|aria-description|aria-roledescription|aria-valuetext)$/;
const hasLetters = (text: string): boolean => /\p{L}/u.test(text);
/** Two words with a space between them, or one that begins like a sentence. */
const isSaid = (text: string): boolean => /\p{L}{2,}[,:;]? \p{L}{2,}/u.test(text) || /^\p{Lu}\p{Ll}+[.!?…]?$/u.test(text);

interface Found {
  file: string;
  text: string;
}

function inMarkup(file: string, source: string): Found[] {
  const found: Found[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(visit);
    if (typeof node !== "object" || node === null || Array.isArray(node)) return;
    const { type, name, value, data } = node as { type?: string; name?: string; value?: unknown; data?: string };
    if (type === "StyleDirective") return;
    if (type === "Text" && data !== undefined && hasLetters(data)) found.push({ file, text: data.trim() });
    if (type === "Attribute") {
      if (!SHOWN.test(name ?? "")) return visitExpressions(value);
    }
    for (const [key, member] of Object.entries(node)) if (key !== "css" && key !== "instance" && key !== "module") visit(member);
  };
  // Other attributes may hold an expression with markup, but no text of their own.
  const visitExpressions = (value: unknown): void => {
    if (Array.isArray(value)) value.filter((part) => (part as { type?: string }).type !== "Text").forEach(visit);
  };
  visit(parse(source, { modern: true }).fragment);
  return found;
}

function inScript(file: string, source: string): Found[] {
  const isList = file.startsWith("text/");
  const found: Found[] = [];
  const visit = (node: ts.Node): void => {
    // What modules are called, what types say, and what developers read isn't shown.
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isTypeNode(node)) return;
    if (ts.isCaseClause(node)) return node.statements.forEach(visit);
    if (ts.isBinaryExpression(node) && /^[=!]==$/.test(node.operatorToken.getText())) return;
    if (ts.isNewExpression(node) && /Error$/.test(node.expression.getText())) return;
    // The name of an area, and the value that a choice stands for.
    if (isList && ts.isCallExpression(node) && node.expression.getText() === "texts") return node.arguments.slice(1).forEach(visit);
    if (isList && ts.isPropertyAssignment(node) && node.name.getText() === "value" && ts.isArrayLiteralExpression(node.parent.parent)) return;
    if (ts.isPropertyAssignment(node) || ts.isPropertyAccessExpression(node)) return ts.forEachChild(node, (child) => (child === node.name ? undefined : visit(child)));
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node)) {
      // What is compared is a state, not a text.
      const compared = isList && (ts.isBinaryExpression(node.parent) || ts.isConditionalExpression(node.parent) || ts.isArrayLiteralExpression(node.parent));
      if (isList ? hasLetters(node.text) && !compared : isSaid(node.text)) found.push({ file, text: node.text.trim() });
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(`${file}.ts`, source, ts.ScriptTarget.Latest, true));
  return found;
}

it("all words are in the catalogue", () => {
  const found = files.flatMap((file) => {
    const source = readFileSync(`${root}/${file}`, "utf8");
    if (!file.endsWith(".svelte")) return inScript(file, source);
    const scripts = [...source.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map(([, script]) => script ?? "").join("\n");
    return [...inMarkup(file, source), ...inScript(file, scripts)];
  });
  const wrong = found.filter(({ file, text }) => !ALLOWED.some(([where, what]) => where.test(file) && what.test(text)));
  expect(wrong.map(({ file, text }) => `${file}: ${text}`)).toEqual([]);
}, 60_000);
