/** Where a file will arrive: a target's folder and the file's name, with the parts of both filled in. */
import type { ExportSpec } from "../../ipc/backend";
import type { TargetSettings } from "../../ipc/targets";
import { renderFileName, withExtension, type NameValues } from "../wizard/file-name";

const PART = /\{[^}]*\}/;

/** A folder's template; every segment is made safe like a file's name. */
export function renderFolder(template: string, values: NameValues): string {
  // A segment without parts was typed as it is meant, `..` and blanks included.
  return template
    .split("/")
    .map((segment) => (PART.test(segment) ? renderFileName(segment, values) : segment))
    .join("/");
}

/** The whole address, such as `sftp://sftp.example.com/in/2026-11-24/points.zip`. */
export function arrivalOf(settings: TargetSettings, spec: Pick<ExportSpec, "file_name" | "format">, values: NameValues): string {
  const name = withExtension(renderFileName(spec.file_name, values), spec.format);
  const folder = renderFolder(settings.path.trim(), values);
  const joined = folder === "" ? name : `${folder.replace(/\/+$/, "")}/${name}`;
  const below = joined.replace(/^\/+/, "");
  switch (settings.kind) {
    case "folder": return /^[a-z]:\\|^\\\\/i.test(folder) ? `${folder.replace(/\\+$/, "")}\\${name}` : joined;
    case "sftp": return `sftp://${hostOf(settings, 22)}/${below}`;
    case "ftp": return `ftp://${hostOf(settings, 21)}/${below}`;
    case "ftps": return `ftps://${hostOf(settings, settings.mode === "implicit" ? 990 : 21)}/${below}`;
    case "s3": return `s3://${settings.bucket}/${below}`;
    case "gcs": return `gs://${settings.bucket}/${below}`;
    case "azure": return `azure://${settings.account}/${settings.container}/${below}`;
  }
}

function hostOf({ host, port }: { host: string; port: number }, usual: number): string {
  return port === usual ? host : `${host}:${port}`;
}

/** Whether two runs would arrive under the same name. */
export function isAlwaysSame(settings: TargetSettings, spec: Pick<ExportSpec, "file_name">): boolean {
  return !/\{(?:date|time|run|rows|seq|sha256|from|to)[:}]/.test(`${settings.path} ${spec.file_name}`);
}
