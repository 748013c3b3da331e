import type { Component } from "svelte";
import type { IconName } from "./kit/icons";
import AccountsView from "./views/accounts/AccountsView.svelte";
import AccountView from "./views/accounts/AccountView.svelte";
import AuditView from "./views/audit/AuditView.svelte";
import DraftsView from "./views/drafts/DraftsView.svelte";
import ImportsView from "./views/imports/ImportsView.svelte";
import LibraryView from "./views/library/LibraryView.svelte";
import PeopleView from "./views/people/PeopleView.svelte";
import PolicyView from "./views/policy/PolicyView.svelte";
import QuestionnairesView from "./views/questionnaires/QuestionnairesView.svelte";
import ReviewsView from "./views/reviews/ReviewsView.svelte";
import SearchView from "./views/search/SearchView.svelte";
import SettingsView from "./views/settings/SettingsView.svelte";
import TodayView from "./views/today/TodayView.svelte";
import { matchPath, type Place } from "./place";

export type ViewProps = { place: Place };
export type Route = { key: string; title: string; pattern: string; view: Component<ViewProps>; icon?: IconName; path?: string };

/** A view that needs no more than to be there. */
const placeless = (view: unknown) => view as Component<ViewProps>;

/** One line a view; those with an icon stand in the sidebar. */
export const ROUTES: readonly Route[] = [
  { key: "today", title: "Today", pattern: "/today", view: placeless(TodayView), icon: "today", path: "#/today" },
  { key: "accounts", title: "Accounts", pattern: "/accounts", view: placeless(AccountsView), icon: "accounts", path: "#/accounts" },
  { key: "accounts", title: "Account", pattern: "/accounts/:account/:tab?/:briefing?", view: AccountView },
  { key: "library", title: "Library", pattern: "/library/:document?", view: LibraryView, icon: "library", path: "#/library" },
  { key: "questionnaires", title: "Questionnaires", pattern: "/questionnaires/:questionnaire?", view: QuestionnairesView, icon: "questionnaire", path: "#/questionnaires" },
  { key: "drafts", title: "Drafts", pattern: "/drafts/:draft?", view: DraftsView, icon: "draft", path: "#/drafts" },
  { key: "reviews", title: "Reviews", pattern: "/reviews/:draft?", view: ReviewsView, icon: "reviews", path: "#/reviews" },
  { key: "search", title: "Search", pattern: "/search", view: SearchView, icon: "search", path: "#/search" },
  { key: "imports", title: "Imports", pattern: "/imports", view: placeless(ImportsView), icon: "import", path: "#/imports" },
  { key: "policy", title: "Policy", pattern: "/policy", view: placeless(PolicyView), icon: "shield", path: "#/policy" },
  { key: "people", title: "People", pattern: "/people", view: placeless(PeopleView), icon: "person", path: "#/people" },
  { key: "audit", title: "Audit", pattern: "/audit", view: AuditView, icon: "notes", path: "#/audit" },
  { key: "settings", title: "Settings", pattern: "/settings", view: placeless(SettingsView), icon: "settings", path: "#/settings" },
];

/** The view an address names; an address that names none is Today. */
export function routeOf(hash: string): { route: Route; place: Place } {
  for (const route of ROUTES) {
    const place = matchPath(route.pattern, hash);
    if (place) return { route, place };
  }
  return { route: ROUTES[0] as Route, place: { params: {}, query: new URLSearchParams() } };
}
