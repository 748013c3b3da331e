import type { Force } from "../../backend/generated/contract";
import type { IconName } from "../../kit/icons";

/** How a sanction's state looks and is said: an icon of its own shape, the word, then the colour. */
export const FORCE: Record<Force, { word: string; icon: IconName; look: string }> = {
  in_force: { word: "Sanctioned", icon: "shield", look: "sanctioned" },
  aging: { word: "Aging", icon: "aging", look: "aging" },
  not_yet: { word: "Not yet in force", icon: "pending", look: "pending" },
  expired: { word: "Expired", icon: "expired", look: "expired" },
  superseded: { word: "Superseded", icon: "superseded", look: "withdrawn" },
  withdrawn: { word: "Withdrawn", icon: "withdrawn", look: "withdrawn" },
  quarantine: { word: "Quarantine", icon: "quarantine", look: "quarantine" },
};

export const AUDIENCE: Record<string, string> = { internal: "Internal", nda: "Under NDA", public: "Public" };
export const audienceWord = (audience: string | null) => (audience ? (AUDIENCE[audience] ?? audience) : "none");
