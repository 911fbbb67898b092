import { describe, expect, it } from "vitest";
import { usualDatabase, usualSpark, type ConnectionSettings } from "../../ipc/connections";
import { addressOf, connectionKindOrder, connectionProblems, isUnencrypted, newConnection, secretLabel, tidyConnection } from "./kinds";

const bucket: ConnectionSettings = {
  kind: "object_store", url: "s3://b/f", region: null, endpoint: null, access_key_id: null, path_style: true, ca_file: null,
};
const postgres: ConnectionSettings = {
  kind: "postgres", host: "db.example.com", port: 5432, database: "loyalty", user: "reader", ...usualDatabase,
};

const spark: ConnectionSettings = { kind: "spark", host: "spark.example.com", port: 15_002, ...usualSpark };

describe("a connection", () => {
  it("of every kind begins unfinished, a server with TLS", () => {
    for (const kind of connectionKindOrder) expect(Object.keys(connectionProblems(newConnection(kind))), kind).not.toEqual([]);
    expect(newConnection("mysql")).toMatchObject({ tls: "verify", port: 3306 });
    expect(connectionProblems(postgres)).toEqual({});
  });

  it("says where it is", () => {
    expect(addressOf(postgres)).toBe("loyalty at db.example.com, as reader");
    expect(addressOf({ ...postgres, port: 6432 })).toBe("loyalty at db.example.com:6432, as reader");
    expect(addressOf(spark)).toBe("spark.example.com");
    expect(addressOf({ ...spark, port: 443, catalog: "main", schema: "loyalty" })).toBe("main.loyalty at spark.example.com:443");
    expect(addressOf({ kind: "sqlite", path: "/data/shop.db" })).toBe("/data/shop.db");
  });

  it("is labelled without TLS, unless the server is on this computer", () => {
    expect(isUnencrypted(postgres)).toBe(false);
    expect(isUnencrypted({ ...postgres, tls: "off" })).toBe(true);
    expect(isUnencrypted({ ...postgres, tls: "off", host: "127.0.0.1" })).toBe(false);
    expect(isUnencrypted({ ...spark, tls: "off" })).toBe(true);
    expect(isUnencrypted({ ...postgres, tls: "off", host: "localhost.example.com" })).toBe(true);
  });

  it("to a bucket is labelled where its endpoint isn't encrypted", () => {
    expect(isUnencrypted(bucket)).toBe(false);
    expect(isUnencrypted({ ...bucket, endpoint: "https://minio.example.com" })).toBe(false);
    expect(isUnencrypted({ ...bucket, endpoint: "http://minio.example.com" })).toBe(true);
    expect(isUnencrypted({ ...bucket, endpoint: "http://127.0.0.1:9000" })).toBe(false);
    expect(tidyConnection({ ...bucket, endpoint: "http://minio", ca_file: "/ca.pem" })).toMatchObject({ ca_file: null });
  });

  it("keeps a certificate authority only where a certificate is checked", () => {
    expect(tidyConnection({ ...postgres, tls: "off", ca_file: "/ca.pem" })).toMatchObject({ ca_file: null });
    expect(tidyConnection({ ...postgres, ca_file: " /ca.pem " })).toMatchObject({ ca_file: "/ca.pem" });
  });

  it("has a secret where somebody signs in", () => {
    expect(secretLabel(postgres)).toBe("Password");
    expect(secretLabel(spark)).toBe("Token");
    expect(secretLabel(bucket)).toBe(null);
    expect(secretLabel({ ...bucket, access_key_id: "A" })).toBe("Secret access key");
  });

  it("to a cluster stages large results only with a folder", () => {
    const staged: ConnectionSettings = { ...spark, staging_folder: "/mnt/staging", staging_url: " dbfs:/Volumes/main/staging " };
    expect(connectionProblems(staged)).toEqual({});
    expect(tidyConnection(staged)).toMatchObject({ staging_url: "dbfs:/Volumes/main/staging" });
    expect(tidyConnection({ ...staged, staging_folder: "" })).toMatchObject({ staging_folder: null, staging_url: null });
    expect(Object.keys(connectionProblems({ ...staged, staging_url: "staging", staging_megabytes: -1 }))).toEqual(["staging_url", "staging_megabytes"]);
  });

  it("to a cluster has headers by name", () => {
    expect(connectionProblems({ ...spark, headers: "x-databricks-cluster-id=01-2; x-team=a b;" })).toEqual({});
    expect(Object.keys(connectionProblems({ ...spark, headers: "x-databricks-cluster-id" }))).toEqual(["headers"]);
  });

  it("refuses a time-out and an address that can't be", () => {
    expect(Object.keys(connectionProblems({ ...postgres, statement_timeout_seconds: 0 }))).toEqual(["statement_timeout_seconds"]);
    expect(Object.keys(connectionProblems({ ...postgres, idle_timeout_seconds: 0, login_timeout_seconds: 86_401 }))).toEqual(["login_timeout_seconds", "idle_timeout_seconds"]);
    expect(connectionProblems(bucket)).toEqual({});
    expect(Object.keys(connectionProblems({ ...bucket, url: "s3://", endpoint: "ftp://x" }))).toEqual(["url", "endpoint"]);
  });
});
