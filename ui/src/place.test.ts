import { describe, expect, it } from "vitest";
import { matchPath } from "./place";
import { accountPath, briefingPath, briefPath, documentPath, searchPath } from "./parts/links";
import { ROUTES, routeOf } from "./routes";

describe("addresses", () => {
  it("name a view and what it is about", () => {
    expect(matchPath("/accounts/:account/:tab?/:briefing?", "#/accounts/acc_1/timeline")?.params).toEqual({ account: "acc_1", tab: "timeline" });
    expect(matchPath("/library/:document?", "#/library")?.params).toEqual({});
    expect(matchPath("/accounts", "#/accounts/acc_1")).toBeNull();
    expect(matchPath("/accounts/:account", "#/accounts")).toBeNull();
  });
  it("carry what is typed, whole", () => {
    const path = searchPath("50% & “board”?");
    expect(matchPath("/search", path)?.query.get("q")).toBe("50% & “board”?");
  });
  it("that are broken do not break the view", () => {
    expect(matchPath("/library/:document?", "#/library/%E0%A4%A")?.params["document"]).toBe("%E0%A4%A");
  });
  it("that no view has are Today", () => {
    expect(routeOf("#/nowhere/at/all").route.key).toBe("today");
    expect(routeOf("").route.key).toBe("today");
  });
  it("made by links arrive at their view", () => {
    expect(routeOf(accountPath("acc_1", "deal"))).toMatchObject({ route: { title: "Account" }, place: { params: { account: "acc_1", tab: "deal" } } });
    expect(routeOf(briefingPath("acc_1", "brf_2")).place.params).toEqual({ account: "acc_1", tab: "briefing", briefing: "brf_2" });
    expect(routeOf(briefPath("acc_1", "ent_1")).place.query.get("meeting")).toBe("ent_1");
    expect(routeOf(documentPath("doc/1")).place.params).toEqual({ document: "doc/1" });
  });
  it("in the sidebar each lead to the view they name", () => {
    for (const { path, key } of ROUTES) if (path) expect(routeOf(path).route.key).toBe(key);
  });
});
