/* French search: wraps the theme's own worker, named after the "?" of this file's address.
 *
 * Words are indexed and asked for without accents, œ as oe; an elision in the question ("l'Ukraine") is dropped.
 * Answers are given back in the spelling of the page, so that the theme can highlight them there. */
const SETUP = 0, QUERY = 2, RESULT = 3;
const fold = (s) => String(s).normalize("NFD").replace(/\p{M}/gu, "").replace(/œ/gi, "oe").replace(/æ/gi, "ae");
const ELISION = /(^|[\s"«(+-])(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)['’ʼ](?=\p{L})/giu;
const MARKED = /<mark[^>]*>(.*?)<\/mark>/g;

/* The words that the theme marked in a text, in lower case. */
function marked(...texts) {
  const words = texts.flat().filter(Boolean).flatMap((t) => [...String(t).matchAll(MARKED)].map((m) => m[1].toLowerCase()));
  return [...new Set(words)];
}

/* Folded terms, as the page spells them. */
function spelled(terms, words) {
  return Object.fromEntries(Object.entries(terms).flatMap(([term, found]) => {
    const same = found ? words.filter((w) => fold(w).startsWith(term)).slice(0, 8) : [];
    return (same.length ? same : [term]).map((w) => [w, found]);
  }));
}

const bare = (html) => html.replace(/<[^>]*>/g, "");
let asked = "";

/* A page whose very name was asked for comes first, then one that bears it as another name. */
function rank(group) {
  const same = (html) => fold(bare(html)).toLowerCase() === asked;
  return group.some((item) => same(item.title)) ? 0 : group.some((item) => (item.tags || []).some(same)) ? 1 : 2;
}

/* The first tag is the kind of page; of the others (other names) only those that answer are shown. */
function answer(item) {
  const terms = spelled(item.terms, marked(item.title, item.text, item.tags));
  const tags = item.tags && item.tags.filter((tag, i) => i === 0 || (tag.includes("<mark") && bare(tag) !== bare(item.title)));
  return { ...item, terms, ...(tags && { tags }) };
}

function answers({ items, suggest }) {
  const titles = marked(...items.flat().map((item) => item.title));
  const said = suggest && suggest.map((term) => titles.find((t) => fold(t) === term) || term);
  const ranked = items.map((group) => [rank(group), group]).sort(([a], [b]) => a - b);
  return { items: ranked.map(([, group]) => group.map(answer)), ...(said && { suggest: said }) };
}

addEventListener("message", ({ data }) => {
  if (data.type === SETUP) {
    for (const doc of data.data.docs) if (doc.location.includes("#")) delete doc.tags; // a page's names are its own, not its parts'
  }
  if (data.type === QUERY) {
    data.data = fold(data.data.replace(ELISION, "$1"));
    asked = data.data.trim().toLowerCase();
  }
});
const post = self.postMessage.bind(self);
self.postMessage = (message, ...rest) =>
  post(message.type === RESULT ? { ...message, data: answers(message.data) } : message, ...rest);

/* In the frame that is a worker's stand-in on a disk, scripts come later, and this one has its address from its element. */
const own = new URL(typeof document === "undefined" ? self.location.href : document.currentScript.src);
self.ready = (async () => {
  await importScripts(own.search.slice(1));
  const Token = lunr.Token;
  lunr.Token = function (text, metadata) { return new Token(fold(text), metadata); };
  lunr.Token.prototype = Token.prototype;
})();
