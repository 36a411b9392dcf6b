// Copies the few third-party files the portal serves from node_modules into static/vendor, with their licences
// and a manifest (package, version, licence, SHA-256). Run `npm ci --ignore-scripts && npm run vendor`, commit the
// result: a deployment needs no Node.
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";

const OUT = "static/vendor";
const FONTS = {
  "@fontsource-variable/source-serif-4": [
    "source-serif-4-latin-wght-normal.woff2",
    "source-serif-4-latin-wght-italic.woff2",
    "source-serif-4-latin-ext-wght-normal.woff2",
    "source-serif-4-latin-ext-wght-italic.woff2",
  ],
  "@fontsource-variable/source-sans-3": [
    "source-sans-3-latin-wght-normal.woff2",
    "source-sans-3-latin-wght-italic.woff2",
    "source-sans-3-latin-ext-wght-normal.woff2",
    "source-sans-3-latin-ext-wght-italic.woff2",
  ],
  // Fallbacks for signs the two text faces lack (arrows, check boxes, mathematics); documents only.
  "@fontsource/noto-sans-math": ["noto-sans-math-latin-400-normal.woff2"],
  "@fontsource/noto-sans-symbols-2": ["noto-sans-symbols-2-symbols-400-normal.woff2"],
};
const ICONS = readFileSync("tools/icons.txt", "utf8").split("\n").map((line) => line.trim()).filter(Boolean);

const manifest = { icons: ICONS, packages: {} };

function describe(name) {
  const { version, license } = JSON.parse(readFileSync(join("node_modules", name, "package.json"), "utf8"));
  const licence = `licences/${name.replace("@", "").replace("/", "-")}.txt`;
  copyFileSync(join("node_modules", name, "LICENSE"), join(OUT, licence));
  manifest.packages[name] = { version, licence: license, text: licence, files: {} };
  return manifest.packages[name];
}

function record(entry, path) {
  entry.files[path] = createHash("sha256").update(readFileSync(join(OUT, path))).digest("hex");
}

rmSync(OUT, { recursive: true, force: true });
mkdirSync(join(OUT, "fonts"), { recursive: true });
mkdirSync(join(OUT, "licences"), { recursive: true });

for (const [name, files] of Object.entries(FONTS)) {
  const entry = describe(name);
  for (const file of files) {
    copyFileSync(join("node_modules", name, "files", file), join(OUT, "fonts", file));
    record(entry, `fonts/${basename(file)}`);
  }
}

const symbols = ICONS.map((icon) => {
  const svg = readFileSync(join("node_modules/lucide-static/icons", `${icon}.svg`), "utf8");
  const body = svg.slice(svg.indexOf(">", svg.indexOf("<svg")) + 1, svg.lastIndexOf("</svg>"));
  return `<symbol id="i-${icon}" viewBox="0 0 24 24">${body.replace(/\s*\n\s*/g, "")}</symbol>`;
});
writeFileSync(
  join(OUT, "icons.svg"),
  `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join("\n")}\n</svg>\n`,
);
record(describe("lucide-static"), "icons.svg");

// The accessibility checker of the browser tests; never served.
mkdirSync("tests/e2e/vendor", { recursive: true });
copyFileSync("node_modules/axe-core/axe.min.js", "tests/e2e/vendor/axe.min.js");
copyFileSync("node_modules/axe-core/LICENSE", "tests/e2e/vendor/axe-LICENSE.txt");

writeFileSync(join(OUT, "MANIFEST.json"), `${JSON.stringify(manifest, null, 2)}\n`);
