// What citation-js makes of the references in a folder: the type of each, by file. Without a folder: whether it is installed.
const { readFileSync } = require("node:fs");
const { Cite } = require("@citation-js/core");
require("@citation-js/plugin-bibtex");
require("@citation-js/plugin-csl");
require("@citation-js/plugin-ris");

const folder = process.argv[2];
if (folder) {
  const types = {};
  for (const file of ["articles.bib", "articles.ris", "articles.csl.json"]) {
    const read = new Cite(readFileSync(`${folder}/${file}`, "utf8"));
    types[file] = read.data.map((entry) => entry.type);
  }
  console.log(JSON.stringify(types));
}
