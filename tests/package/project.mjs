import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { bundle } from "../browser/built.mjs";
import { output } from "../browser/child.mjs";

/** Somebody's project, into which the package was installed as it comes from a registry: from its tarball. */
export class Project {
  static async make() {
    const project = new Project();
    project.folder = await mkdtemp(path.join(tmpdir(), "cop-package-"));
    // A copy, so that a bundle that is built meanwhile is not packed by halves.
    const published = path.join(project.folder, "published");
    await cp(await bundle(), published, { recursive: true });
    const packed = await output("npm", ["pack", published, "--json", "--pack-destination", project.folder]);
    [project.packed] = JSON.parse(packed);
    await project.write("package.json", JSON.stringify({ name: "a-page", private: true, type: "module" }));
    const tarball = path.join(project.folder, project.packed.filename);
    await output("npm", ["install", "--prefix", project.folder, "--offline", "--no-audit", "--no-fund", tarball]);
    return project;
  }

  /** Writes a file of the project and returns its path. */
  async write(name, text) {
    const file = path.join(this.folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
    return file;
  }

  /** The page of the project: the element, and a script that brings it. */
  page(element, script) {
    return `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>A page</title>
<link rel="icon" href="data:,">${script}</head><body><main>${element}</main></body></html>`;
  }

  async close() {
    await rm(this.folder, { recursive: true, force: true });
  }
}
