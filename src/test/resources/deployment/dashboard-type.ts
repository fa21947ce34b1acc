// Grafana's own type of a dashboard, whose enums TypeScript would not take as the plain strings that JSON has.
import type { Dashboard } from "../tools/node_modules/@grafana/schema/dist/esm/raw/dashboard/x/dashboard_types.gen.js";

type Plain<T> = unknown extends T
  ? unknown
  : T extends string
    ? `${T}`
    : T extends number | boolean | null | undefined
      ? T
      : T extends (infer Item)[]
        ? Plain<Item>[]
        : { [Key in keyof T]: Plain<T[Key]> };

export type DashboardJson = Plain<Dashboard>;
