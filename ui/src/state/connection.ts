/** The connection that a new export begins with. */
import { app } from "./app.svelte";
import { kept } from "./kept";

/** The one that was worked with last. */
export function usualConnection(): number {
  const last = kept("connection", 0);
  return (app.connections.find((known) => known.id === last) ?? app.connections[0])?.id ?? 0;
}
