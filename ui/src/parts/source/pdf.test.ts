import { describe, expect, it } from "vitest";
import { bytesOf, onScreen } from "./pdf";

/** A page of 842 points at twice its size, as pdf.js turns points into pixels. */
const viewport = { convertToViewportRectangle: ([x1 = 0, y1 = 0, x2 = 0, y2 = 0]: number[]) => [x1 * 2, (842 - y1) * 2, x2 * 2, (842 - y2) * 2] };

describe("a box on a page", () => {
  it("is turned from points at the lower left to pixels at the upper left", () => {
    expect(onScreen({ page: 1, x: 72, y: 700, width: 100, height: 12 }, viewport)).toEqual({ left: 144, top: 260, width: 200, height: 24 });
  });
  it("comes from bytes that survive base64", () => {
    expect([...bytesOf("AP+A")]).toEqual([0, 255, 128]);
  });
});
