import type { PageBoxView } from "../../backend/generated/contract";

/** A rectangle on the screen, in CSS pixels from the upper left of the drawn page. */
export type Rectangle = { left: number; top: number; width: number; height: number };
type Viewport = { convertToViewportRectangle(box: number[]): number[] };

/** PDF points with the origin at the lower left become pixels with the origin at the upper left. */
export function onScreen(box: PageBoxView, viewport: Viewport): Rectangle {
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = viewport.convertToViewportRectangle([box.x, box.y, box.x + box.width, box.y + box.height]);
  return { left: Math.min(x1, x2), top: Math.min(y1, y2), width: Math.abs(x2 - x1), height: Math.abs(y2 - y1) };
}

export function bytesOf(base64: string): Uint8Array {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  return bytes;
}

/** pdf.js with its worker, both from this app's own files, loaded only when a page is to be shown. */
export async function openPdf(bytes: Uint8Array) {
  const [pdfjs, worker] = await Promise.all([
    import("pdfjs-dist/legacy/build/pdf.mjs"),
    import("pdfjs-dist/legacy/build/pdf.worker.min.mjs?url"),
  ]);
  pdfjs.GlobalWorkerOptions.workerSrc = worker.default;
  return pdfjs.getDocument({ data: bytes, isEvalSupported: false, useSystemFonts: true, disableFontFace: false, useWasm: false }).promise;
}
